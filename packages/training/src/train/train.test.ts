import '@tensorflow/tfjs-backend-cpu';
import { setBackend } from '@tensorflow/tfjs-core';
import { createRandom, type TrainObserver } from '@tidegate/core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clipByGlobalNorm } from '../clipping/clip-by-global-norm.js';
import { sgd } from '../optimizers/sgd.js';
import { exponentialDecay } from '../schedules/exponential-decay.js';
import { type LogisticRegression, logisticRegression, type ToyBatch, toyBatches, weightsOf } from '../testing/logistic-regression.js';
import { recorder } from '../testing/recorder.js';
import { toyTraining } from '../testing/toy-training.js';
import { train } from './train.js';
import type { TrainOptions } from './train-options.js';

let model: LogisticRegression;

const options = (changes?: Partial<TrainOptions<ToyBatch>>): TrainOptions<ToyBatch> => toyTraining(model, changes);

beforeAll(async () => {
  await setBackend('cpu');
});
beforeEach(() => {
  model = logisticRegression();
});
afterEach(() => {
  model.dispose();
});

describe('train: learning', () => {
  it('lowers the loss', async () => {
    const losses: number[] = [];
    const result = await train(options({ steps: 300, observers: [{ onStepEnd: async (event) => void losses.push(await event.loss()) }] }));
    expect(result).toEqual({ steps: 300, epochs: 0, reason: 'completed' });
    expect(losses.length).toBe(300);
    expect(losses.at(0)).toBeGreaterThan(0.6);
    expect(Math.max(...losses.slice(-20))).toBeLessThan(0.35);
  });

  it('makes the step that plain gradient descent makes by hand', async () => {
    const [batch] = toyBatches(1) as Iterable<ToyBatch>;
    const { inputs, targets } = batch as ToyBatch;
    const [w0, w1, b] = weightsOf(model) as [number, number, number];
    const x = inputs.dataSync();
    const gradient = [0, 0, 0] as [number, number, number];
    targets.dataSync().forEach((target, i) => {
      const row = [x[2 * i] as number, x[2 * i + 1] as number] as const;
      const error = (1 / (1 + Math.exp(-(row[0] * w0 + row[1] * w1 + b))) - target) / targets.size;
      gradient[0] += error * row[0];
      gradient[1] += error * row[1];
      gradient[2] += error;
    });
    await train(options({ batches: [batch as ToyBatch], optimizer: sgd(), learningRate: 0.5 }));
    weightsOf(model).forEach((weight, i) => {
      expect(weight).toBeCloseTo(([w0, w1, b][i] as number) - 0.5 * (gradient[i] as number), 6);
    });
  });

  it('gives the same weights for the same seed, bit for bit', async () => {
    await train(options({ steps: 50 }));
    const first = weightsOf(model);
    model.dispose();
    model = logisticRegression();
    await train(options({ steps: 50 }));
    expect(weightsOf(model)).toEqual(first);
  });

  it('tells the model that it is training, with other random numbers at each step', async () => {
    await train(options({ steps: 3, random: createRandom(7) }));
    expect(model.contexts.map(({ training }) => training)).toEqual([true, true, true]);
    const drawn = model.contexts.map(({ random }) => random.uniform(1)[0]);
    expect(new Set(drawn).size).toBe(3);
    expect(drawn[1]).toBe(createRandom(7).split('step', 2).uniform(1)[0]);
  });

  it('leaves parameters that are not trainable as they are', async () => {
    const bias = model.parameters['dense/bias'] as NonNullable<(typeof model.parameters)[string]>;
    bias.trainable = false;
    const [kernelBefore, , biasBefore] = weightsOf(model);
    await train(options({ steps: 3 }));
    expect(weightsOf(model)[2]).toBe(biasBefore);
    expect(weightsOf(model)[0]).not.toBe(kernelBefore);
  });

  it('clips before the update', async () => {
    const before = weightsOf(model);
    await train(options({ steps: 1, optimizer: sgd(), learningRate: 1, clip: clipByGlobalNorm(1e-3) }));
    const moved = Math.hypot(...weightsOf(model).map((weight, i) => weight - (before[i] as number)));
    expect(moved).toBeCloseTo(1e-3, 6);
  });

  it('follows the schedule from its start', async () => {
    const seen = recorder();
    await train(options({ steps: 3, learningRate: exponentialDecay({ initial: 0.4, decayRate: 0.5, decaySteps: 1 }), observers: [seen] }));
    expect(seen.events.map(({ learningRate }) => learningRate)).toEqual([0.4, 0.2, 0.1]);
  });
});

describe('train: how long', () => {
  it('goes through the batches once by default', async () => {
    expect(await train(options({ batches: toyBatches(5) }))).toEqual({ steps: 5, epochs: 1, reason: 'completed' });
  });

  it('asks a function for the batches of each epoch, and tells when one ends', async () => {
    const asked: number[] = [];
    const ends: object[] = [];
    const result = await train(
      options({
        epochs: 3,
        batches: (epoch) => {
          asked.push(epoch);
          return toyBatches(epoch);
        },
        observers: [{ onEpochEnd: (event) => void ends.push(event) }],
      }),
    );
    expect(result).toEqual({ steps: 6, epochs: 3, reason: 'completed' });
    expect(asked).toEqual([1, 2, 3]);
    expect(ends).toEqual([
      { epoch: 1, step: 1 },
      { epoch: 2, step: 3 },
      { epoch: 3, step: 6 },
    ]);
  });

  it('starts as many epochs as the steps need', async () => {
    const seen = recorder();
    const result = await train(options({ steps: 5, batches: () => toyBatches(2), observers: [seen] }));
    expect(result).toEqual({ steps: 5, epochs: 2, reason: 'completed' });
    expect(seen.events.map(({ epoch, step }) => [epoch, step])).toEqual([
      [1, 1],
      [1, 2],
      [2, 3],
      [2, 4],
      [3, 5],
    ]);
  });

  it('takes async batches', async () => {
    const asynchronous = async function* (): AsyncGenerator<ToyBatch> {
      for (const batch of toyBatches(4)) {
        await Promise.resolve();
        yield batch;
      }
    };
    expect((await train(options({ batches: asynchronous() }))).steps).toBe(4);
  });

  it('ends after the step in which the signal is aborted', async () => {
    const controller = new AbortController();
    const abort: TrainObserver = { onStepEnd: ({ step }) => (step === 3 ? controller.abort() : undefined) };
    expect(await train(options({ observers: [abort], signal: controller.signal }))).toEqual({ steps: 3, epochs: 0, reason: 'aborted' });
  });

  it('lets a timer abort it, though every batch comes without waiting', async () => {
    const signal = AbortSignal.timeout(120);
    const start = performance.now();
    expect((await train(options({ signal }))).reason).toBe('aborted');
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('makes no step when it is aborted from the start', async () => {
    expect(await train(options({ signal: AbortSignal.abort() }))).toEqual({ steps: 0, epochs: 0, reason: 'aborted' });
  });

  it.each([
    [{ onStepEnd: ({ step }) => (step === 2 ? 'stop' : undefined) }, { steps: 2, epochs: 0, reason: 'observer' }],
    [{ onEpochEnd: () => 'stop' as const }, { steps: 4, epochs: 1, reason: 'observer' }],
  ] as [TrainObserver, object][])('ends when an observer says stop, %#', async (observer, expected) => {
    const seen = recorder();
    expect(await train(options({ batches: () => toyBatches(4), epochs: 3, observers: [observer, seen] }))).toEqual(expected);
    expect(seen.events.length).toBe((expected as { steps: number }).steps);
  });
});
