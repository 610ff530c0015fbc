import { cpuBackend } from '@tidegate/backend-cpu';
import { wasmBackend } from '@tidegate/backend-wasm';
import { toTensors } from '@tidegate/cells';
import { createRandom, type TensorTree, useBackend } from '@tidegate/core';
import { expectClose } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { foreignInputs, foreignNode, type NodeCase } from '../testing/foreign-node.js';
import { loadInRuntime } from '../testing/onnx-runtime.js';
import { toTensor } from '../testing/to-tensor.js';
import { importOnnxRecurrent } from './import-onnx-recurrent.js';

const random = createRandom(21);

const directions = [[false], [true], [false, true]];
const variants: readonly Omit<NodeCase, 'reverse'>[] = [
  ...(['RNN', 'GRU', 'LSTM'] as const).flatMap((operator) => [
    { operator },
    { operator, state: true },
    { operator, clip: 0.4 },
    { operator, clip: 0.4, state: true },
  ]),
  ...['Relu', 'Sigmoid', 'HardSigmoid'].map((activation) => ({ operator: 'RNN' as const, activations: [activation] })),
  { operator: 'GRU', linearBeforeReset: true },
  { operator: 'GRU', linearBeforeReset: true, clip: 0.3, state: true },
  { operator: 'GRU', activations: ['Tanh', 'Relu'] },
  { operator: 'GRU', activations: ['HardSigmoid', 'Affine'] },
  { operator: 'LSTM', peepholes: true },
  { operator: 'LSTM', peepholes: true, clip: 0.5, state: true },
  { operator: 'LSTM', inputForget: true },
  { operator: 'LSTM', inputForget: true, peepholes: true, clip: 0.5 },
  { operator: 'LSTM', activations: ['Sigmoid', 'Tanh', 'Relu'] },
  { operator: 'LSTM', activations: ['Tanh', 'Relu', 'Sigmoid'] },
  { operator: 'LSTM', activations: ['Sigmoid', 'Relu', 'Relu'] },
];
const cases = variants.flatMap((variant) => directions.map((reverse): NodeCase => ({ ...variant, reverse })));

describe.each([cpuBackend, wasmBackend])('$name runs a node as ONNX Runtime does:', (backend) => {
  beforeAll(async () => {
    await useBackend([backend]);
  });

  it.each(cases.map((node) => [JSON.stringify(node), node] as const))('%s', async (name, node) => {
    const stream = random.split(name);
    const bytes = foreignNode(node, stream);
    const imported = importOnnxRecurrent(bytes);
    const runtime = await loadInRuntime(bytes);
    const inputs = foreignInputs(imported.inputs, node, stream.split('inputs'));
    const theirs = await runtime.run(inputs);
    const tensors = Object.fromEntries(Object.entries(inputs).map(([input, value]) => [input, toTensor(value)]));
    const ours = imported.run(toTensors<TensorTree>(imported.params), tensors);
    expect(Object.keys(ours)).toEqual(Object.keys(theirs));
    for (const [output, { shape, data }] of Object.entries(theirs)) {
      expect(ours[output]?.shape, output).toEqual(shape);
      expectClose(output, ours[output]!.dataSync(), data, 1e-5);
    }
    await runtime.release();
  });
});
