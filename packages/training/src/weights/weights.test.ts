import '@tensorflow/tfjs-backend-cpu';
import { add, memory, removeBackend, setBackend, tidy } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createWasmBackend } from '@tidegate/backend-wasm';
import { type TrainObserver, useBackend } from '@tidegate/core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LogisticRegression, logisticRegression, type ToyBatch, weightsOf } from '../testing/logistic-regression.js';
import { toyTraining } from '../testing/toy-training.js';
import { train } from '../train/train.js';
import type { TrainOptions } from '../train/train-options.js';
import { earlyStopping } from '../validation/early-stopping.js';
import { averageWeights } from './average-weights.js';
import { keepBest } from './keep-best.js';

// On both backends, since updates may write into the memory of the weights.
describe.each([
  ['cpu', cpuBackend],
  ['wasm', createWasmBackend({ threads: 1 })],
] as const)('weights on %s', (name, adapter) => {
  let model: LogisticRegression;

  beforeAll(async () => {
    await useBackend([adapter]);
    return async () => {
      await setBackend('cpu');
      if (name === 'wasm') removeBackend('wasm');
    };
  });
  beforeEach(() => {
    model = logisticRegression();
  });
  afterEach(() => {
    model.dispose();
  });

  const options = (changes: Partial<TrainOptions<ToyBatch>>): TrainOptions<ToyBatch> => toyTraining(model, changes);
  /** A validation that gives these values, one after the other. */
  const values = (given: readonly number[]): TrainOptions<ToyBatch>['validation'] => {
    let next = 0;
    return { every: 1, run: () => given[next++] as number };
  };
  /** The weights after each step. */
  const history = (): TrainObserver & { readonly weights: number[][] } => {
    const weights: number[][] = [];
    return { weights, onStepEnd: () => void weights.push(weightsOf(model)) };
  };

  describe('keepBest', () => {
    it('restores the weights of the best validation', async () => {
      const seen = history();
      const best = keepBest(model, { mode: 'max' });
      await train(options({ steps: 5, validation: values([0.2, 0.5, 0.4, 0.5, 0.1]), observers: [seen, best] }));
      expect(best.best).toEqual({ value: 0.5, step: 2, epoch: 1 });
      expect(weightsOf(model)).toEqual(seen.weights[4]);
      best.restore();
      expect(weightsOf(model)).toEqual(seen.weights[1]);
      best.dispose();
      expect(weightsOf(model)).toEqual(seen.weights[1]);
    });

    it('goes with early stopping', async () => {
      const seen = history();
      const best = keepBest(model, { mode: 'min' });
      const observers = [seen, best, earlyStopping({ mode: 'min', patience: 2 })];
      const result = await train(options({ steps: 9, validation: values([5, 3, 4, 3, 2]), observers }));
      expect(result).toEqual({ steps: 4, epochs: 0, reason: 'observer' });
      best.restore();
      expect(weightsOf(model)).toEqual(seen.weights[1]);
      best.dispose();
    });

    it('is not changed by training on, also after it was restored', async () => {
      const seen = history();
      const best = keepBest(model, { mode: 'max' });
      await train(options({ steps: 3, validation: values([1, 0, 0]), observers: [seen, best] }));
      best.restore();
      await train(options({ steps: 2 }));
      expect(weightsOf(model)).not.toEqual(seen.weights[0]);
      best.restore();
      expect(weightsOf(model)).toEqual(seen.weights[0]);
      best.dispose();
    });

    it('asks for a change of at least so much', async () => {
      const best = keepBest(model, { mode: 'max', minimumChange: 0.2 });
      await train(options({ steps: 3, validation: values([0.5, 0.6, 0.8]), observers: [best] }));
      expect(best.best?.step).toBe(3);
      best.dispose();
      await train(options({ steps: 2, validation: values([0.5, 0.6]), observers: [best] }));
      expect(best.best?.step).toBe(1);
      best.dispose();
    });

    it('has nothing to restore before a validation, nor from values that are none', async () => {
      const best = keepBest(model, { mode: 'min' });
      expect(() => best.restore()).toThrow('keepBest: there are no best weights to restore');
      await train(options({ steps: 2, validation: values([Number.NaN, Number.NaN]), observers: [best] }));
      expect(() => best.restore()).toThrow('keepBest: there are no best weights to restore');
    });

    it('holds no tensor when it is disposed', async () => {
      const before = memory();
      const best = keepBest(model, { mode: 'max' });
      await train(options({ steps: 3, validation: values([1, 2, 3]), observers: [best] }));
      best.restore();
      best.dispose();
      expect(memory().numTensors).toBe(before.numTensors);
      expect(memory().numDataBuffers).toBe(before.numDataBuffers);
    });
  });

  describe('averageWeights', () => {
    /** Of the weights after each step, weighed by `decay` to the power of their age. */
    const averageOf = (weights: readonly number[][], decay: number): number[] => {
      const shares = weights.map((_, step) => decay ** (weights.length - 1 - step));
      const whole = shares.reduce((sum, share) => sum + share, 0);
      return (weights[0] as number[]).map((_, place) =>
        weights.reduce((sum, row, step) => sum + ((shares[step] as number) / whole) * (row[place] as number), 0),
      );
    };
    const expectClose = (found: readonly number[], expected: readonly number[]): void => {
      for (const [place, value] of expected.entries()) expect(found[place]).toBeCloseTo(value, 5);
    };

    it.each([0, 0.5, 0.9, 1])('is the weighed mean of all steps with a decay of %d', async (decay) => {
      const seen = history();
      const average = averageWeights(model, { decay });
      await train(options({ steps: 6, learningRate: 0.5, observers: [seen, average] }));
      const own = weightsOf(model);
      expect(own).toEqual(seen.weights[5]);
      await average.during(() => expectClose(weightsOf(model), averageOf(seen.weights, decay)));
      expect(weightsOf(model)).toEqual(own);
      average.apply();
      expectClose(weightsOf(model), averageOf(seen.weights, decay));
      average.dispose();
      expectClose(weightsOf(model), averageOf(seen.weights, decay));
    });

    it('changes nothing in what is learned', async () => {
      await train(options({ steps: 10 }));
      const alone = weightsOf(model);
      model.dispose();
      model = logisticRegression();
      const average = averageWeights(model, { decay: 0.9 });
      const run = (): Promise<number> => average.during(() => Promise.resolve(0));
      await train(options({ steps: 10, validation: { every: 2, run }, observers: [average] }));
      expect(weightsOf(model)).toEqual(alone);
      average.dispose();
    });

    it('gives the weights back when what runs throws, and what it gives', async () => {
      const average = averageWeights(model, { decay: 0.5 });
      expect(await average.during(() => 'before the first step')).toBe('before the first step');
      await train(options({ steps: 3, observers: [average] }));
      const own = weightsOf(model);
      await expect(average.during(() => Promise.reject(new Error('on purpose')))).rejects.toThrow('on purpose');
      expect(weightsOf(model)).toEqual(own);
      average.dispose();
    });

    it('is what keepBest keeps, if asked to', async () => {
      const seen = history();
      const average = averageWeights(model, { decay: 0.8 });
      const best = keepBest(model, { mode: 'max', average });
      await train(options({ steps: 4, validation: values([0, 0, 1, 0]), observers: [seen, average, best] }));
      expect(weightsOf(model)).toEqual(seen.weights[3]);
      best.restore();
      expectClose(weightsOf(model), averageOf(seen.weights.slice(0, 3), 0.8));
      best.dispose();
      average.dispose();
    });

    it('holds no tensor when it is disposed, and always as many before', async () => {
      const before = memory();
      const counts: number[] = [];
      const average = averageWeights(model, { decay: 0.9 });
      const count: TrainObserver = { onStepEnd: () => void counts.push(memory().numTensors) };
      await train(options({ steps: 20, observers: [average, count] }));
      average.apply();
      average.dispose();
      expect(new Set(counts).size).toBe(1);
      expect(memory().numTensors).toBe(before.numTensors);
      expect(memory().numDataBuffers).toBe(before.numDataBuffers);
    });

    it('leaves frozen weights out', async () => {
      const bias = model.parameters['dense/bias'];
      if (bias) bias.trainable = false;
      const average = averageWeights(model, { decay: 0.5 });
      await train(options({ steps: 3, observers: [average] }));
      tidy(() => bias?.assign(add(bias, 1)));
      const [, , own] = weightsOf(model);
      await average.during(() => expect(weightsOf(model)[2]).toBe(own));
      average.dispose();
    });

    it('refuses a decay that is no share', () => {
      expect(() => averageWeights(model, { decay: 1.1 })).toThrow('averageWeights: decay must be a finite number from 0 to 1');
    });
  });
});
