import type { Tensor3D } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { toTensors } from '@tidegate/cells';
import { createRandom, type TensorTree, useBackend } from '@tidegate/core';
import { readOnnxModule, recordedModules } from '@tidegate/fixtures/node';
import { expectClose } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadInRuntime } from '../testing/onnx-runtime.js';
import { type Numbers, toTensor } from '../testing/to-tensor.js';
import { importOnnxRecurrent } from './import-onnx-recurrent.js';

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

const { inputs: given, outputs: truths } = recordedModules;
const names = Object.keys(truths).filter((name) => /^(rnn-tanh|rnn-relu|lstm|gru)-[12](-both)?(-no-bias)?$/.test(name));

describe('a module that PyTorch exported', () => {
  it('is there of each kind', () => {
    expect(names).toHaveLength(20);
  });

  it.each(names)('gives as a graph and as a layer what it gave there: %s', (name) => {
    const { layer, layers, params, inputs, outputs, run } = importOnnxRecurrent(readOnnxModule(name));
    expect({ inputs, outputs, layers: layers.length }).toEqual({
      inputs: ['inputs'],
      outputs: ['outputs'],
      layers: Number(name.match(/\d/)?.[0]),
    });
    const tensors = toTensors<TensorTree>(params);
    const sequence = toTensor({ shape: given.shape, data: Float32Array.from(given.values) });
    const { [name]: truth } = truths;
    const result = run(tensors, { inputs: sequence }).outputs!;
    expect(result.shape).toEqual(truth?.shape);
    expectClose('graph', result.dataSync(), truth!.values, 1e-5);
    expectClose('layer', layer!.run(tensors, sequence as Tensor3D).outputs.dataSync(), truth!.values, 1e-5);
  });

  it.each(['lstm-2-both-states', 'gru-2-states'])('takes and gives the states of all layers as in ONNX Runtime: %s', async (name) => {
    const bytes = readOnnxModule(name);
    const { params, inputs, run } = importOnnxRecurrent(bytes);
    const runtime = await loadInRuntime(bytes);
    const [batch, hidden, cells] = [2, 4, name.includes('both') ? 4 : 2];
    const drawn = inputs.map((input): [string, Numbers] => {
      const shape = input === 'inputs' ? given.shape : [cells, batch, hidden];
      return [
        input,
        {
          shape,
          data: createRandom(4)
            .split(input)
            .normal(shape.reduce((product, size) => product * size)),
        },
      ];
    });
    const theirs = await runtime.run(Object.fromEntries(drawn));
    const ours = run(toTensors<TensorTree>(params), Object.fromEntries(drawn.map(([input, numbers]) => [input, toTensor(numbers)])));
    expect(Object.keys(ours)).toEqual(Object.keys(theirs));
    for (const [output, { shape, data }] of Object.entries(theirs)) {
      expect(ours[output]?.shape, output).toEqual(shape);
      expectClose(output, ours[output]!.dataSync(), data, 1e-5);
    }
    await runtime.release();
  });
});
