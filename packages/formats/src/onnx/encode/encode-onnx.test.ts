import { ArgumentError } from '@tidegate/core';
import { describe, expect, it } from 'vitest';
import { file, fixed32, int, within } from '../../testing/protobuf-bytes.js';
import type { OnnxAttribute, OnnxGraph, OnnxModel, OnnxTensor, OnnxType } from '../onnx.js';
import { encodeOnnx } from './encode-onnx.js';

const graph: OnnxGraph = { name: 'graph', nodes: [], inputs: [], outputs: [], initializers: {} };
const model: OnnxModel = { irVersion: 8, operatorSets: [{ domain: '', version: 14 }], graph, metadata: {} };
const withAttribute = (attribute: unknown, name = 'a') =>
  encodeOnnx({
    ...model,
    graph: { ...graph, nodes: [{ opType: 'LSTM', inputs: [], outputs: [], attributes: { [name]: attribute as OnnxAttribute } }] },
  });
const withTensor = (tensor: unknown, name = 'W') =>
  encodeOnnx({ ...model, graph: { ...graph, initializers: { [name]: tensor as OnnxTensor } } });
const withType = (type: unknown) => encodeOnnx({ ...model, graph: { ...graph, inputs: [{ name: 'X', type: type as OnnxType }] } });

describe('encodeOnnx', () => {
  it('writes the bytes of the format', () => {
    const bytes = encodeOnnx({
      irVersion: 8,
      producerName: 'tidegate',
      operatorSets: [{ domain: '', version: 14 }],
      metadata: { classes: 'a b' },
      graph: {
        name: 'graph',
        nodes: [
          {
            opType: 'LSTM',
            inputs: ['X', '', 'W'],
            outputs: ['Y'],
            attributes: {
              hidden_size: { type: 'INT', value: 5n },
              clip: { type: 'FLOAT', value: 1 },
              direction: { type: 'STRING', value: 'reverse' },
            },
          },
        ],
        initializers: { W: { dataType: 'FLOAT', shape: [2], data: Float32Array.of(7, 1, -2).subarray(1) } },
        inputs: [{ name: 'X', type: { kind: 'tensor', dataType: 'FLOAT', shape: ['batch', 0, null] } }],
        outputs: [{ name: 'Y' }],
      },
    });
    expect(bytes).toEqual(
      file(
        int(1, 8),
        within(2, 'tidegate'),
        within(
          7,
          within(
            1,
            within(1, 'X'),
            within(1, ''),
            within(1, 'W'),
            within(2, 'Y'),
            within(4, 'LSTM'),
            within(5, within(1, 'hidden_size'), int(3, 5), int(20, 2)),
            within(5, within(1, 'clip'), fixed32(2, 0, 0, 0x80, 0x3f), int(20, 1)),
            within(5, within(1, 'direction'), within(4, 'reverse'), int(20, 3)),
          ),
          within(2, 'graph'),
          within(5, int(1, 2), int(2, 1), within(8, 'W'), within(9, [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0])),
          within(
            11,
            within(1, 'X'),
            within(2, within(1, int(1, 1), within(2, within(1, within(2, 'batch')), within(1, int(1, 0)), within(1)))),
          ),
          within(12, within(1, 'Y')),
        ),
        within(8, int(2, 14)),
        within(14, within(1, 'classes'), within(2, 'a b')),
      ),
    );
  });

  it.each<[string, () => unknown, string]>([
    ['a version of 0', () => encodeOnnx({ ...model, irVersion: 0 }), 'irVersion must be a whole number of at least 1, but is 0'],
    ['a model without operator sets', () => encodeOnnx({ ...model, operatorSets: [] }), 'operatorSets must be one or more'],
    [
      'an operator set of version 0',
      () => encodeOnnx({ ...model, operatorSets: [{ domain: '', version: 0 }] }),
      'operatorSets[0].version must be a whole number of at least 1',
    ],
    [
      'half a character',
      () => encodeOnnx({ ...model, metadata: { classes: '\ud800' } }),
      'metadata.classes must be well-formed Unicode text',
    ],
    ['metadata that is no text', () => encodeOnnx({ ...model, metadata: { epoch: 3 as never } }), 'metadata.epoch must be well-formed'],
    ['a value without name', () => encodeOnnx({ ...model, graph: { ...graph, outputs: [{ name: '' }] } }), 'graph.outputs[0].name must be'],
    [
      'a node without operator',
      () => encodeOnnx({ ...model, graph: { ...graph, nodes: [{ opType: '', inputs: [], outputs: [], attributes: {} }] } }),
      'graph.nodes[0].opType must be the name of an operator',
    ],
    ['an attribute without name', () => withAttribute({ type: 'INT', value: 1n }, ''), 'must be an attribute with a name'],
    [
      'an unknown kind of attribute',
      () => withAttribute({ type: 'DOUBLE', value: 1 }),
      'graph.nodes[0].attributes.a.type must be one of FLOAT',
    ],
    [
      'an attribute of no number',
      () => withAttribute({ type: 'FLOAT', value: '1' }),
      'graph.nodes[0].attributes.a.value must be a number of 32',
    ],
    ['a number beyond 32 bits', () => withAttribute({ type: 'FLOAT', value: 1e39 }), 'attributes.a.value must be a number of 32 bits, but'],
    ['an integer that is no bigint', () => withAttribute({ type: 'INT', value: 1 }), 'attributes.a.value must be a bigint of 64 bits'],
    ['an integer beyond 64 bits', () => withAttribute({ type: 'INT', value: 2n ** 63n }), 'attributes.a.value must be a bigint of 64 bits'],
    ['a list of floats', () => withAttribute({ type: 'FLOATS', value: [1] }), 'attributes.a.value must be a Float32Array, but is [1]'],
    ['a list of integers', () => withAttribute({ type: 'INTS', value: [1n] }), 'attributes.a.value must be a BigInt64Array, but is [1]'],
    [
      'an unknown data type',
      () => withTensor({ dataType: 'INT4', shape: [], data: [] }),
      'graph.initializers.W.dataType must be one of FLOAT',
    ],
    [
      'a tensor without name',
      () => withTensor({ dataType: 'FLOAT', shape: [0], data: new Float32Array() }, ''),
      'must be tensors with names',
    ],
    [
      'another array',
      () => withTensor({ dataType: 'FLOAT', shape: [1], data: Float64Array.of(1) }),
      'W.data must be of class Float32Array, which holds',
    ],
    [
      'numbers for texts',
      () => withTensor({ dataType: 'STRING', shape: [1], data: Float64Array.of(1) }),
      'W.data must be of class Array, which holds',
    ],
    [
      'too many numbers',
      () => withTensor({ dataType: 'FLOAT', shape: [], data: Float32Array.of(1, 2) }),
      'W.data.length must be 1, as shape []',
    ],
    [
      'half a complex number',
      () => withTensor({ dataType: 'COMPLEX64', shape: [], data: Float32Array.of(1) }),
      'W.data.length must be 2, as',
    ],
    ['half a size', () => withTensor({ dataType: 'FLOAT', shape: [0.5], data: Float32Array.of(1) }), 'W.shape[0] must be a whole number'],
    ['a boolean of 2', () => withTensor({ dataType: 'BOOL', shape: [], data: Uint8Array.of(2) }), 'W.data must be of values 0 and 1'],
    [
      'a tensor of half a size',
      () => withType({ kind: 'tensor', dataType: 'FLOAT', shape: [0.5] }),
      'inputs[0].type.shape[0] must be a whole',
    ],
    ['an unknown kind of type', () => withType({ kind: 'list' }), 'graph.inputs[0].type.kind must be one of tensor, sparse_tensor'],
    [
      'an unknown type of elements',
      () => withType({ kind: 'sequence', element: { kind: 'tensor', dataType: 'float32' } }),
      'inputs[0].type.element.dataType must be one of FLOAT',
    ],
  ])('refuses %s', (_, encode, message) => {
    expect(encode).toThrow(ArgumentError);
    expect(encode).toThrow(`encodeOnnx: `);
    expect(encode).toThrow(message);
  });
});
