import { describe, expect, it } from 'vitest';
import { FormatError } from '../../errors/format-error.js';
import { type Bytes, file, fixed32, int, minusOne, within } from '../../testing/protobuf-bytes.js';
import { decodeOnnx } from './decode-onnx.js';

const operatorSet = within(8, int(2, 14));
const model = (...graph: Bytes[]) => file(int(1, 8), operatorSet, within(7, ...graph));
const node = (...attributes: Bytes[]) => model(within(1, within(4, 'LSTM'), ...attributes.map((attribute) => within(5, attribute))));

describe('decodeOnnx', () => {
  it('reads every part of a model written out by hand', () => {
    const bytes = file(
      int(1, 8),
      within(2, 'by hand'),
      within(3, '1.0'),
      within(4, 'org.example'),
      int(5, 3),
      within(6, 'a small model'),
      within(
        7,
        within(
          1,
          within(1, 'X'),
          within(1, ''),
          within(1, 'W'),
          within(2, 'Y'),
          within(3, 'first'),
          within(4, 'LSTM'),
          within(5, within(1, 'hidden_size'), int(3, 5), int(20, 2)),
          within(5, within(1, 'clip'), fixed32(2, 0, 0, 0x80, 0x3f), int(20, 1)),
          within(5, within(1, 'direction'), within(4, 'reverse'), int(20, 3)),
          within(5, within(1, 'activations'), within(9, 'Tanh'), within(9, 'Relu'), int(20, 8)),
          within(6, 'recurrent'),
          within(7, 'org.other'),
        ),
        within(2, 'graph'),
        within(5, int(1, 2), int(2, 1), within(8, 'W'), within(9, [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0])),
        within(10, 'the graph'),
        within(
          11,
          within(1, 'X'),
          within(2, within(1, int(1, 1), within(2, within(1, within(2, 'batch')), within(1, int(1, 3)), within(1)))),
          within(3, 'the input'),
        ),
        within(12, within(1, 'Y'), within(2, within(1, int(1, 16)))),
        within(13, within(1, 'Z')),
      ),
      operatorSet,
      within(8, within(1, 'org.other'), int(2, 1)),
      within(14, within(1, 'classes'), within(2, 'a b')),
    );
    expect(decodeOnnx(bytes)).toEqual({
      irVersion: 8,
      producerName: 'by hand',
      producerVersion: '1.0',
      domain: 'org.example',
      modelVersion: 3,
      docString: 'a small model',
      operatorSets: [
        { domain: '', version: 14 },
        { domain: 'org.other', version: 1 },
      ],
      metadata: { classes: 'a b' },
      graph: {
        name: 'graph',
        docString: 'the graph',
        nodes: [
          {
            name: 'first',
            opType: 'LSTM',
            domain: 'org.other',
            docString: 'recurrent',
            inputs: ['X', '', 'W'],
            outputs: ['Y'],
            attributes: {
              hidden_size: { type: 'INT', value: 5n },
              clip: { type: 'FLOAT', value: 1 },
              direction: { type: 'STRING', value: 'reverse' },
              activations: { type: 'STRINGS', value: ['Tanh', 'Relu'] },
            },
          },
        ],
        initializers: { W: { dataType: 'FLOAT', shape: [2], data: Float32Array.of(1, -2) } },
        inputs: [{ name: 'X', type: { kind: 'tensor', dataType: 'FLOAT', shape: ['batch', 3, null] }, docString: 'the input' }],
        outputs: [{ name: 'Y', type: { kind: 'tensor', dataType: 'BFLOAT16' } }],
        values: [{ name: 'Z' }],
      },
    });
  });

  it('reads numbers of attributes one by one and packed, negative ones too', () => {
    const { graph } = decodeOnnx(
      node(
        [...within(1, 'axes'), ...int(20, 7), ...int(8, 7), ...within(8, [1], minusOne)],
        [...within(1, 'alpha'), ...int(20, 6), ...fixed32(7, 0, 0, 0, 0x40), ...within(7, [0, 0, 0x80, 0xbf])],
        // Writers of protobuf 3 leave out zeros.
        [...within(1, 'zero'), ...int(20, 2)],
        [...within(1, 'none'), ...int(20, 7)],
      ),
    );
    expect(graph.nodes[0]?.attributes).toEqual({
      axes: { type: 'INTS', value: BigInt64Array.of(7n, 1n, -1n) },
      alpha: { type: 'FLOATS', value: Float32Array.of(2, -1) },
      zero: { type: 'INT', value: 0n },
      none: { type: 'INTS', value: new BigInt64Array() },
    });
  });

  it('passes over fields of later versions, of every kind', () => {
    const later = [...int(90, 300), ...within(91, 'text'), ...fixed32(92, 1, 2, 3, 4), ...[0xe9, 5, 1, 2, 3, 4, 5, 6, 7, 8]];
    expect(decodeOnnx(file(later, int(1, 8), operatorSet, within(7, later, within(2, 'graph')))).graph.name).toBe('graph');
  });

  it('reads a file that stands anywhere in a buffer, and keeps nothing of it', () => {
    const plain = model(within(5, within(8, 'W'), int(1, 2), int(2, 1), within(9, [0, 0, 0x80, 0x3f, 0, 0, 0, 0x40])));
    const buffer = new Uint8Array(plain.length + 3).fill(7);
    buffer.set(plain, 3);
    const { graph } = decodeOnnx(buffer.subarray(3));
    buffer.fill(0);
    expect(graph.initializers.W?.data).toEqual(Float32Array.of(1, 2));
  });

  it.each<[string, Uint8Array, string]>([
    ['an empty file', file(), 'model: there is no ir_version (is this an ONNX file?)'],
    ['another file', new TextEncoder().encode('{"format":"json"}'), 'ONNX: model'],
    ['a model without operator sets', file(int(1, 8), within(7)), 'model: there is no opset_import'],
    ['a model without graph', file(int(1, 8), operatorSet), 'model: there is no graph'],
    ['a graph twice', file(int(1, 8), within(7), within(7)), 'model.graph: stands twice'],
    ['an operator set without version', file(int(1, 8), within(8)), 'model.opset_import[0]: the operator set must have a version'],
    ['metadata twice', file(int(1, 8), operatorSet, within(7), within(14, within(1, 'a')), within(14, within(1, 'a'))), '"a" stands twice'],
    ['training information', file(int(1, 8), within(20)), 'model.training_info[0]: training information cannot be held'],
    ['functions', file(int(1, 8), within(25)), 'model.functions[0]: functions cannot be held'],
    ['a file that ends in a tag', file(int(1, 8), [0xf8]), 'cannot be read: truncated or damaged'],
    ['a file that ends in a number', file([8, 0x80]), 'model.ir_version: cannot be read: truncated or damaged'],
    ['a file that ends in a message', model(within(2, 'graph')).subarray(0, -1), 'model.graph: cannot be read: truncated or damaged'],
    ['a message that is longer than what holds it', model([0x0a, 5, 0x22]), 'model.graph.node[0]: cannot be read: truncated or damaged'],
    ['a number without end', file([8, ...new Uint8Array(11).fill(0xff)]), 'model.ir_version: cannot be read: truncated or damaged'],
    ['an ir_version that cannot be counted', file([8, ...new Uint8Array(8).fill(0xff), 0x7f]), 'beyond the whole numbers'],
    ['field number 0', file([0, 0]), 'cannot be read: truncated or damaged'],
    ['a group without end', file([0x9b, 6]), 'cannot be read: truncated or damaged'],
    ['text where a number belongs', file(within(1, '8')), 'model.ir_version: must be a varint, but is bytes with their length'],
    ['a number where a message belongs', file(int(7, 1)), 'model.graph: must be bytes with their length, but is a varint'],
    ['an unknown wire type', file([15]), '(illegal tag: field no 1 wire type 7)'],
    ['text that is not UTF-8', model(within(2, [0xff])), 'model.graph.name: cannot be read'],
    ['a value without name', model(within(11)), 'model.graph.input[0]: the value has no name'],
    ['a node without operator', model(within(1)), 'model.graph.node[0]: the node has no op_type'],
    ['a node of a function', model(within(1, within(8, 'f'))), 'functions cannot be held'],
    ['an initializer without name', model(within(5, int(1, 0), int(2, 1))), 'the initializer has no name'],
    [
      'an initializer twice',
      model(...[1, 2].map(() => within(5, within(8, 'W'), int(2, 1), int(1, 0)))),
      'the initializer "W" stands twice',
    ],
    ['a sparse initializer', model(within(15)), 'model.graph.sparse_initializer[0]: sparse tensors cannot be held'],
    ['an attribute without name', node(int(20, 2)), 'attribute "" has no name'],
    ['an attribute without type', node([...within(1, 'a'), ...int(3, 1)]), 'attribute "a" has no type'],
    ['an attribute of unknown type', node([...within(1, 'a'), ...int(20, 15)]), 'attribute "a" is of type 15, which is not known here'],
    [
      'an attribute of another type than its field',
      node([...within(1, 'a'), ...int(3, 1), ...int(20, 1)]),
      'model.graph.node[0].attribute[0]: attribute "a" is of type FLOAT, but has i',
    ],
    ['an attribute without its tensor', node([...within(1, 'a'), ...int(20, 4)]), 'attribute "a" is of type TENSOR, but has no t'],
    ['an attribute twice', node(...[1, 2].map(() => [...within(1, 'a'), ...int(20, 2)])), 'the attribute "a" stands twice'],
    ['a sparse attribute', node(within(22)), 'attribute[0].sparse_tensor: sparse tensors cannot be held'],
    ['a reference of a function', node(within(21, 'b')), 'an attribute may refer to another only inside a function'],
    ['an attribute of no type', node([...within(1, 'a'), ...within(14), ...int(20, 13)]), 'attribute[0].tp: the type says nothing'],
    ['packed numbers that end within one', node(within(7, [0, 0, 0])), 'attribute[0].floats[0]: cannot be read'],
    ['packed numbers beyond their end', node([...within(8, [0x80]), ...int(3, 1)]), 'attribute[0].ints[0]: ends within a number'],
    ['packed numbers longer than their message', node([0x3a, 100, 0]), 'attribute[0].floats[0]: is longer than what holds it'],
    [
      'a tensor type without elements',
      model(within(11, within(1, 'X'), within(2, within(1)))),
      'type.tensor_type: the tensor has no elem_type',
    ],
    ['a sequence of nothing', model(within(11, within(1, 'X'), within(2, within(4)))), 'type.sequence_type: the elements have no type'],
    ['a map without types', model(within(11, within(1, 'X'), within(2, within(5)))), 'the map must have types of key and value'],
    ['two types', model(within(11, within(2, within(1, int(1, 1)), within(4)))), 'the type must be one, but there is another before it'],
    [
      'a size with a name',
      model(within(11, within(2, within(1, within(2, within(1, int(1, 3), within(2, 'batch'))))))),
      'the dimension has both a size (3) and a name (batch)',
    ],
    [
      'a negative size',
      model(within(11, within(2, within(1, within(2, within(1, [8], minusOne)))))),
      'a size must be 0 or more, but is -1',
    ],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => decodeOnnx(bytes)).toThrow(FormatError);
    expect(() => decodeOnnx(bytes)).toThrow(message);
  });

  it('refuses graphs in graphs without end', () => {
    let graph: Bytes = [];
    for (let depth = 0; depth < 200; depth++) graph = within(1, within(4, 'If'), within(5, within(1, 'b'), int(20, 5), within(6, graph)));
    expect(() => decodeOnnx(model(graph))).toThrow(/messages stand more than 100 deep in each other$/);
  });

  it('refuses a million parts before it makes them', () => {
    const one = within(11, within(1, 'X'));
    const parts = new Uint8Array(one.length * 1_000_000);
    for (let start = 0; start < parts.length; start += one.length) parts.set(one, start);
    const head = file(int(1, 8), operatorSet, [0x3a, 0xc0, 0x96, 0xb1, 2]);
    const bytes = new Uint8Array(head.length + parts.length);
    bytes.set(head);
    bytes.set(parts, head.length);
    expect(parts.length).toBe(5_000_000);
    expect(() => decodeOnnx(bytes)).toThrow('the file has too many parts');
  });
});
