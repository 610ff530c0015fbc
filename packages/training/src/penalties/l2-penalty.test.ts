import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend, type Tensor, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import type { TrainObserver } from '@tidegate/core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clipByGlobalNorm } from '../clipping/clip-by-global-norm.js';
import { adam } from '../optimizers/adam.js';
import type { Optimizer } from '../optimizers/optimizer.js';
import { sgd } from '../optimizers/sgd.js';
import { type LogisticRegression, logisticRegression, type ToyBatch, weightsOf } from '../testing/logistic-regression.js';
import { toyTraining } from '../testing/toy-training.js';
import { train } from '../train/train.js';
import type { TrainOptions } from '../train/train-options.js';
import { addPenaltyGradients } from './add-penalty.js';
import { l2Penalty } from './l2-penalty.js';

let model: LogisticRegression;

/** One step; the loss that observers see, and the weights after it. */
async function stepOnce(changes: Partial<TrainOptions<ToyBatch>>): Promise<{ loss: number; norm: number; weights: number[] }> {
  const seen = { loss: Number.NaN, norm: Number.NaN };
  const observer: TrainObserver = {
    async onStepEnd(event) {
      seen.loss = await event.loss();
      seen.norm = await event.gradientNorm();
    },
  };
  const fresh = logisticRegression();
  await train(toyTraining(fresh, { optimizer: sgd(), learningRate: 0.5, steps: 1, observers: [observer], ...changes }));
  const weights = weightsOf(fresh);
  fresh.dispose();
  return { ...seen, weights };
}

beforeAll(async () => {
  await setBackend('cpu');
});
beforeEach(() => {
  model = logisticRegression();
});
afterEach(() => {
  model.dispose();
});

describe('l2Penalty', () => {
  it('spares biases, or what it is told to spare', () => {
    const penalty = l2Penalty({ coefficient: 0.1 });
    expect(['dense/kernel', 'dense/bias', 'gru/recurrentBias', 'table'].map(penalty.coefficientOf)).toEqual([0.1, 0, 0, 0.1]);
    const other = l2Penalty({ coefficient: 0.1, exclude: (name) => name === 'table' });
    expect(['dense/bias', 'table'].map(other.coefficientOf)).toEqual([0.1, 0]);
  });

  it('refuses a coefficient out of range', async () => {
    expect(() => l2Penalty({ coefficient: -1 })).toThrow('l2Penalty: coefficient must be a finite number of at least 0, but is -1');
    const penalty = { coefficientOf: () => Number.NaN };
    await expect(stepOnce({ penalty })).rejects.toThrow('train: penalty.coefficientOf("dense/kernel") must be a finite number');
  });
});

describe('train with a penalty', () => {
  const penalty = l2Penalty({ coefficient: 0.4 });
  const [first, second, bias] = [0.1, 0.2, 0.5] as const;
  const unaware: Optimizer = { name: 'unaware', init: sgd().init, update: sgd().update };
  const ways: [string, Partial<TrainOptions<ToyBatch>>][] = [
    ['as part of the update', {}],
    ['before clipping that changes nothing', { clip: clipByGlobalNorm(1e6) }],
    ['before an optimizer that knows nothing of it', { optimizer: unaware }],
  ];

  it.each(ways)('adds it to the loss, and its gradient to that of each weight: %s', async (_, changes) => {
    const without = await stepOnce(changes);
    const withIt = await stepOnce({ ...changes, penalty });
    expect(withIt.loss - without.loss).toBeCloseTo((0.4 * (first ** 2 + second ** 2)) / 2, 6);
    expect(withIt.norm).toBe(without.norm);
    [0.5 * 0.4 * first, 0.5 * 0.4 * second, 0].forEach((shrunk, index) => {
      expect((without.weights[index] as number) - (withIt.weights[index] as number)).toBeCloseTo(shrunk, 6);
    });
  });

  it('spares no bias if it is told so, and clips the penalty too', async () => {
    const all = l2Penalty({ coefficient: 1e4, exclude: () => false });
    const { weights } = await stepOnce({ penalty: all, clip: clipByGlobalNorm(1), learningRate: 0.01 });
    const norm = Math.hypot(first, second, bias);
    [first, second, bias].forEach((weight, index) => {
      expect(weights[index]).toBeCloseTo(weight - (0.01 * weight) / norm, 4);
    });
  });

  it('spares frozen weights', async () => {
    const frozen = model.parameters['dense/bias'];
    if (frozen) frozen.trainable = false;
    await train(toyTraining(model, { steps: 3, penalty: l2Penalty({ coefficient: 1, exclude: () => false }) }));
    expect(weightsOf(model)[2]).toBe(0.5);
  });

  it('leaks nothing over 20 steps', async () => {
    for (const changes of [{}, { clip: clipByGlobalNorm(1) }, { optimizer: unaware }, { optimizer: adam() }]) {
      const before = memory();
      await train(toyTraining(model, { steps: 20, penalty, ...changes }));
      expect(memory().numTensors).toBe(before.numTensors);
      expect(memory().numDataBuffers).toBe(before.numDataBuffers);
    }
  });
});

it('adds no penalty to rows that a lazy optimizer leaves alone', () => {
  const parameters = {
    table: tensor2d([
      [1, 2],
      [3, 4],
    ]),
    bias: tensor1d([5]),
  };
  const gradients = {
    bias: tensor1d([1]),
    table: tensor2d([
      [0, 0],
      [0, 1],
    ]),
  };
  const numbers = (lazy?: (name: string) => boolean): number[][] =>
    Object.values(addPenaltyGradients(parameters, gradients, { table: 0.5, bias: 0 }, lazy)).map((tensor: Tensor) => [
      ...tensor.dataSync(),
    ]);
  expect(numbers()).toEqual([[0.5, 1, 1.5, 3], [1]]);
  expect(numbers((name) => name === 'table')).toEqual([[0, 0, 1.5, 3], [1]]);
});
