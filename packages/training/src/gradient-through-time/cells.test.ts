import { fill, ones, type Scalar, slice, sum, type Tensor, type Tensor3D, variable } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { bidirectional, lstm, recurrent, rnn, stack } from '@tidegate/cells';
import { createRandom, flattenTree, type Model, mapTree, type SequenceLayer, useBackend } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { gradientThroughTime } from './gradient-through-time.js';

/** `inputs` `[batch, time, inputSize]` */
type Sequences = { readonly inputs: Tensor3D };

/** A layer as a model, all of whose weights are the same number; the logits are the outputs of the last step. */
function modelOf(layer: SequenceLayer, weight: number): Model<Sequences> {
  const params = mapTree(layer.createParams(createRandom(0)), ({ shape }) => variable(fill(shape, weight)));
  return {
    name: layer.name,
    config: {},
    parameters: Object.fromEntries(flattenTree(params)) as Model<Sequences>['parameters'],
    logits({ inputs }, context) {
      const { outputs } = layer.run(params, inputs, { context });
      return slice(outputs, [0, inputs.shape[1] - 1, 0], [-1, 1, -1]);
    },
    dispose: () => undefined,
  };
}

const loss = (logits: Tensor): Scalar => sum(logits) as Scalar;
const sizes = { inputSize: 1, hiddenSize: 1 };

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

describe('gradientThroughTime of the cells', () => {
  it.each([
    ['linear', [0.125, 0.25, 0.5, 1]],
    ['relu', [0.125, 0.25, 0.5, 1]],
  ] as const)('is a power of the weight in a %s network of one unit', async (activation, expected) => {
    const model = modelOf(recurrent(rnn({ ...sizes, activation })), 0.5);
    expect(await gradientThroughTime({ model, batch: { inputs: ones([1, 4, 1]) }, loss })).toEqual({ h: expected });
  });

  it('names each state of a deep network by its path, the first layer first', async () => {
    const both = bidirectional({ forward: rnn({ ...sizes, activation: 'linear' }), backward: rnn({ ...sizes, activation: 'linear' }) });
    const model = modelOf(stack([both, recurrent(lstm({ inputSize: 2, hiddenSize: 3 }))]), 0.5);
    const norms = await gradientThroughTime({ model, batch: { inputs: ones([2, 5, 1]) }, loss });
    const names = Object.keys(norms);
    expect(names.toSorted()).toEqual(['0/backward/h', '0/forward/h', '1/c', '1/h']);
    expect(names.findIndex((name) => name.startsWith('1'))).toBe(2);
    // The last step's `h` is made of its `c` before anybody watches; nothing else reads that `c`.
    expect(norms['1/c']?.map((norm) => norm > 0)).toEqual([true, true, true, true, false]);
    for (const name of ['0/backward/h', '0/forward/h', '1/h']) {
      expect(norms[name]?.map((norm) => norm > 0)).toEqual([true, true, true, true, true]);
    }
  });
});
