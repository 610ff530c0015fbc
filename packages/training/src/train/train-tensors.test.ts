import '@tensorflow/tfjs-backend-cpu';
import { dispose, memory, mul, setBackend, tidy } from '@tensorflow/tfjs-core';
import type { TrainObserver } from '@tidegate/core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clipByGlobalNorm } from '../clipping/clip-by-global-norm.js';
import { sgd } from '../optimizers/sgd.js';
import { type LogisticRegression, logisticRegression, type ToyBatch, toyBatches, weightsOf } from '../testing/logistic-regression.js';
import { crossEntropy, toyTraining } from '../testing/toy-training.js';
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

describe('train: tensors', () => {
  const failures: [string, () => Partial<TrainOptions<ToyBatch>>][] = [
    [
      'the loss',
      () => ({
        loss: (logits, batch) => {
          crossEntropy(mul(logits, 2), batch);
          throw new Error('on purpose');
        },
      }),
    ],
    ['the optimizer', () => ({ optimizer: { ...sgd(), update: () => fail() } })],
    ['clipping', () => ({ clip: () => fail() })],
    ['the schedule', () => ({ learningRate: () => fail() })],
    ['an observer', () => ({ observers: [{ onStepEnd: () => fail() }] })],
    [
      'an observer that has read',
      () => ({ observers: [{ onStepEnd: async (event) => fail(await event.loss(), await event.gradientNorm()) }] }),
    ],
    [
      'the batches',
      () => ({
        *batches() {
          yield* toyBatches(2);
          fail();
        },
      }),
    ],
  ];
  const fail = (..._read: unknown[]): never => {
    throw new Error('on purpose');
  };

  it('leaks none over 100 steps', async () => {
    const counts: number[] = [];
    const before = memory().numTensors;
    const count: TrainObserver = {
      async onStepEnd(event) {
        await event.loss();
        await event.gradientNorm();
        counts.push(memory().numTensors);
      },
    };
    await train(options({ steps: 100, clip: clipByGlobalNorm(1), observers: [count] }));
    expect(memory().numTensors).toBe(before);
    expect(new Set(counts).size).toBe(1);
  });

  it('leaks none without observers, nor buffers', async () => {
    const before = memory();
    await train(options({ steps: 100 }));
    expect(memory().numTensors).toBe(before.numTensors);
    expect(memory().numDataBuffers).toBe(before.numDataBuffers);
  });

  it.each(failures)('leaks none when %s throws, and passes the error on', async (_, change) => {
    const before = memory();
    await expect(train(options({ batches: toyBatches(3), ...change() }))).rejects.toThrow('on purpose');
    expect(memory().numTensors).toBe(before.numTensors);
    expect(memory().numDataBuffers).toBe(before.numDataBuffers);
  });

  it('leaves the weights as they were when a step fails', async () => {
    const before = weightsOf(model);
    await expect(train(options({ optimizer: { ...sgd(), update: () => fail() } }))).rejects.toThrow('on purpose');
    expect(weightsOf(model)).toEqual(before);
  });

  it.each(['steps', 'signal', 'observer', 'error'])('closes the batches when it ends early by %s', async (reason) => {
    let closed = false;
    const batches = function* (): Generator<ToyBatch> {
      try {
        yield* toyBatches();
      } finally {
        closed = true;
      }
    };
    const controller = new AbortController();
    const change: Partial<TrainOptions<ToyBatch>> = {
      steps: { steps: 2 },
      signal: { signal: controller.signal, observers: [{ onStepEnd: () => controller.abort() }] },
      observer: { observers: [{ onStepEnd: () => 'stop' as const }] },
      error: { observers: [{ onStepEnd: () => fail() }] },
    }[reason] as Partial<TrainOptions<ToyBatch>>;
    await train(options({ batches, ...change })).catch(() => undefined);
    expect(closed).toBe(true);
  });

  it('keeps the optimizer state from a tidy around it', async () => {
    const batches = [...toyBatches(5)];
    let training: Promise<unknown> | undefined;
    tidy(() => {
      training = train(options({ batches }));
    });
    await training;
    expect(model.contexts.length).toBe(5);
  });

  it('changes no weight when an optimizer leaves one out', async () => {
    const { update, ...rest } = sgd();
    const forgetful = {
      ...rest,
      update: (given: Parameters<typeof update>[0]) => {
        const { parameters, state } = update(given);
        return { parameters: Object.fromEntries(Object.entries(parameters).slice(0, 1)), state };
      },
    };
    const before = weightsOf(model);
    await expect(train(options({ optimizer: forgetful }))).rejects.toThrow(
      'optimizer.update must be a function that returns every parameter',
    );
    expect(weightsOf(model)).toEqual(before);
  });

  it('names the cause when a batch is used twice', async () => {
    const batches = [...toyBatches(2)];
    await expect(train(options({ batches, epochs: 2 }))).rejects.toThrow('make batches in a function (epoch) => batches');
    dispose(batches);
  });
});
