import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, type Model, useBackend } from '@tidegate/core';
import { decodeOnnx, encodeOnnx, FormatError, type OnnxModel, type OnnxNode, type OnnxTensor } from '@tidegate/formats';
import { textRnn } from '@tidegate/models';
import { expectNoLeak } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportOnnx } from './export-onnx.js';
import { importOnnx } from './import-onnx.js';
import { descriptions } from './testing/descriptions.js';
import { randomModel } from './testing/random-models.js';

let written: OnnxModel;
const random = createRandom(5);
const config = { vocabularySize: 3, embeddingSize: 2, cell: 'lstm', hiddenSize: 2, outputSize: 2 } as const;

beforeAll(async () => {
  await useBackend([cpuBackend]);
  written = decodeOnnx(await exportOnnx(textRnn(config, random)));
});

function weightsOf({ parameters }: Model<never>): Record<string, readonly number[]> {
  return Object.fromEntries(Object.entries(parameters).map(([path, value]) => [path, [...value.dataSync()]]));
}

describe('importOnnx gives back', () => {
  it.each(descriptions)('%s', async (name, description) => {
    const model = randomModel(description, random.split(name));
    const { model: again, metadata } = importOnnx(await exportOnnx(model, { metadata: { by: 'a test' } }));
    expect({ name: again.name, config: again.config, metadata }).toEqual({
      ...{ name: model.name, config: model.config },
      metadata: { by: 'a test' },
    });
    expect(weightsOf(again)).toEqual(weightsOf(model));
    model.dispose();
    again.dispose();
  });
});

/** The file with a graph or metadata that are not as they were. */
function changed(change: Partial<OnnxModel['graph']>, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  return encodeOnnx({ ...written, graph: { ...written.graph, ...change }, metadata: { ...written.metadata, ...metadata } });
}

/** The file with another configuration than that of its weights. */
const described = (other: Readonly<Record<string, unknown>>) => changed({}, { 'tidegate.config': JSON.stringify({ ...config, ...other }) });
const weight = (name: string, tensor: Partial<OnnxTensor>) => {
  const { initializers } = written.graph;
  return changed({ initializers: { ...initializers, [name]: { ...initializers[name], ...tensor } as OnnxTensor } });
};
const without = (name: string) => {
  const { [name]: _, ...initializers } = written.graph.initializers;
  return changed({ initializers });
};
const withNode = (opType: string, change: Partial<OnnxNode>) =>
  changed({ nodes: written.graph.nodes.map((node) => (node.opType === opType ? { ...node, ...change } : node)) });

describe('importOnnx', () => {
  it('takes the weights that the file has now', async () => {
    const { initializers } = written.graph;
    const doubled = Object.entries(initializers).map(([name, given]) => {
      if (given.dataType !== 'FLOAT' || name.startsWith('constant/')) return [name, given];
      return [name, { ...given, data: given.data.map((value) => 2 * value) }];
    });
    const [before, after] = [importOnnx(encodeOnnx(written)), importOnnx(changed({ initializers: Object.fromEntries(doubled) }))].map(
      ({ model }) => weightsOf(model),
    ) as [Record<string, number[]>, Record<string, number[]>];
    for (const [path, values] of Object.entries(before)) {
      // The forget bias stands among the biases of the file, and was doubled with them.
      const isBias = path.endsWith('ward/bias');
      expect(after[path], path).toEqual(values.map((value, index) => 2 * value + (isBias && (index === 2 || index === 3) ? 1 : 0)));
    }
  });

  it('leaves nothing behind but the weights of the model', () => {
    const bytes = encodeOnnx(written);
    expectNoLeak(() => Object.values(importOnnx(bytes).model.parameters));
  });

  it.each<[string, () => Uint8Array, string]>([
    ['bytes that are no ONNX file', () => Uint8Array.of(1, 2, 3), 'ONNX'],
    [
      'a file of another program',
      () => encodeOnnx({ ...written, metadata: {} }),
      'was not written by exportOnnx; importOnnxRecurrent reads',
    ],
    ['a later format', () => changed({}, { 'tidegate.format': '2' }), 'the file is of format "2", but this version reads 1'],
    ['another model', () => changed({}, { 'tidegate.model': 'transformer' }), 'model must be one of sequenceTagger, tokenTagger, textRnn'],
    [
      'metadata of a later version',
      () => changed({}, { 'tidegate.more': '1' }),
      'the metadata "tidegate.more" are not known to this version',
    ],
    ['labels that are not as many as the logits', () => changed({}, { 'tidegate.labels': '["a"]' }), 'labels.length must be 2, as many as'],
    ['a configuration that is no JSON', () => changed({}, { 'tidegate.config': '{' }), 'the metadata tidegate.config is not JSON'],
    ['a configuration that is null', () => changed({}, { 'tidegate.config': 'null' }), 'config must be an object of options'],
    ['labels that are no texts', () => changed({}, { 'tidegate.labels': '[1]' }), 'the metadata tidegate.labels must be a list of texts'],
    ['an unknown option', () => described({ heads: 8 }), 'an option of the configuration must be one of'],
    ['an absurd size', () => described({ hiddenSize: 2 ** 50 }), 'must have the shape'],
    [
      'a thousand layers',
      () => described({ layers: 1000 }),
      'the initializer "encoder/1.W" of the model that the file describes is missing',
    ],
    ['a bound that is no number', () => described({ cellClip: 'all' }), 'cellClip must be a finite number above 0'],
    [
      'a residual that no layer can have',
      () => described({ residual: true }),
      'residual must be for layers that give as many features as they take',
    ],
    ['an option that changes the graph alone', () => described({ pooling: 'max' }), 'only weights may change'],
    ['another forget gate', () => described({ activation: 'relu' }), '(LSTM), but is "encoder/0" (LSTM); only weights may change'],
    [
      'no biases where there are some',
      () => described({ useBias: false, forgetBias: 0 }),
      'the node "encoder/0" has biases, but the model that the file describes has none',
    ],
    ['a missing weight', () => without('head/kernel'), 'the initializer "head/kernel" of the model that the file describes is missing'],
    ['a missing constant', () => without('constant/int64/[0]'), 'the constants are not those of the model'],
    ['another constant', () => weight('constant/int32/1', { data: Int32Array.of(2) }), 'the constants are not those of the model'],
    [
      'one weight too many',
      () => weight('more', { dataType: 'FLOAT', shape: [0], data: new Float32Array() }),
      'the initializer "more" is none of the model\'s',
    ],
    [
      'a weight of another shape',
      () => weight('head/bias', { shape: [1, 2] }),
      'the initializer "head/bias" must have the shape [2], but has [1, 2]',
    ],
    [
      'a quantised weight',
      () => weight('head/bias', { dataType: 'INT8', data: new Int8Array(2) }),
      'the initializer "head/bias" must be of type FLOAT, not INT8',
    ],
    ['another node', () => withNode('MatMul', { opType: 'Gemm' }), '(MatMul), but is'],
    ['another attribute', () => withNode('Transpose', { attributes: {} }), '(Transpose), but is'],
    ['a missing node', () => changed({ nodes: written.graph.nodes.slice(0, -1) }), 'must be "logits.node" (Add), but is missing'],
    [
      'one node too many',
      () => changed({ nodes: [...written.graph.nodes, written.graph.nodes[0]!] }),
      'must be absent, but is "Shape_0.node" (Shape)',
    ],
    ['another output', () => changed({ outputs: [] }), 'the outputs are not those of the model'],
    [
      'other operators',
      () => encodeOnnx({ ...written, operatorSets: [{ domain: '', version: 13 }] }),
      'the operators must be those of ONNX 14, but are of ONNX 13',
    ],
  ])('refuses %s', (_, file, message) => {
    expect(() => importOnnx(file())).toThrow(FormatError);
    expect(() => importOnnx(file())).toThrow(message);
  });
});
