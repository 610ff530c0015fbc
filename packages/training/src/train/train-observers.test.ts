import '@tensorflow/tfjs-backend-cpu';
import { memory, mul, type Scalar, setBackend, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { ArgumentError, createRandom, type TrainObserver } from '@tidegate/core';
import { sigmoidCrossEntropy } from '@tidegate/ops';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sgd } from '../optimizers/sgd.js';
import { type LogisticRegression, logisticRegression, type ToyBatch, toyBatches, weightsOf } from '../testing/logistic-regression.js';
import { recorder } from '../testing/recorder.js';
import { crossEntropy, toyTraining } from '../testing/toy-training.js';
import { NonFiniteLossError } from './non-finite-loss-error.js';
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

describe('train: observers', () => {
  it('reads the loss of the batch before the update, and the norm before clipping', async () => {
    const [batch] = [...toyBatches(1)];
    const expected = tidy(
      () => crossEntropy(model.logits(batch as ToyBatch, { training: false, random: createRandom(0) }), batch as ToyBatch).dataSync()[0],
    );
    const read: number[] = [];
    const observer: TrainObserver = {
      async onStepEnd(event) {
        read.push(await event.loss(), await event.loss(), await event.gradientNorm());
      },
    };
    const before = weightsOf(model);
    await train(options({ batches: [batch as ToyBatch], optimizer: sgd(), learningRate: 1, observers: [observer] }));
    const moved = Math.hypot(...weightsOf(model).map((weight, i) => weight - (before[i] as number)));
    expect(read[0]).toBe(expected);
    expect(read[1]).toBe(expected);
    expect(read[2]).toBeCloseTo(moved, 6);
  });

  it('cannot be read when the step is over', async () => {
    const seen = recorder();
    await train(options({ steps: 1, observers: [seen] }));
    await expect(seen.events[0]?.loss()).rejects.toThrow('the loss of step 1 is gone');
    await expect(seen.events[0]?.gradientNorm()).rejects.toThrow('the gradient norm of step 1 is gone');
    expect(() => seen.events[0]?.lossTensor()).toThrow('the loss of step 1 is gone');
  });

  it('names the step and the remedies when the loss is no number', async () => {
    const loss = (logits: Tensor, batch: ToyBatch): Scalar => mul(crossEntropy(logits, batch), Number.NaN);
    const training = train(options({ loss, observers: [{ onStepEnd: async (event) => void (event.step === 2 && (await event.loss())) }] }));
    await expect(training).rejects.toThrow(NonFiniteLossError);
    await expect(training).rejects.toMatchObject({ step: 2, loss: Number.NaN });
    await expect(training).rejects.toThrow('lower the learning rate');
  });

  it('waits for what an observer returns', async () => {
    let slow = 0;
    const observer: TrainObserver = {
      async onStepEnd() {
        await new Promise((resolve) => setTimeout(resolve, 5));
        slow++;
      },
    };
    await train(options({ steps: 3, observers: [observer] }));
    expect(slow).toBe(3);
  });
});

describe('train: misuse', () => {
  it.each([
    [{ steps: 0 }, 'train: steps must be a whole number of at least 1'],
    [{ epochs: 1.5 }, 'train: epochs must be'],
    [{ learningRate: -1 }, 'train: learningRate must be'],
    [{ learningRate: () => Number.NaN }, 'learningRate after 0 steps must be'],
    [{ batches: [] }, 'at least one batch'],
    [{ steps: 5, batches: () => [] }, 'at least one batch'],
    [{ loss: (logits: Tensor) => logits as Scalar }, 'train: loss must be a scalar'],
  ] as [Partial<TrainOptions<ToyBatch>>, string][])('refuses %o', async (change, message) => {
    const before = memory().numTensors;
    const training = train(options(change));
    await expect(training).rejects.toThrow(ArgumentError);
    await expect(training).rejects.toThrow(message);
    expect(memory().numTensors).toBe(before);
  });

  it('says that an iterator serves one epoch only', async () => {
    await expect(train(options({ batches: toyBatches(2), steps: 5 }))).rejects.toThrow('an iterator serves one epoch only');
  });

  it('names the parameters that the loss does not depend on', async () => {
    const loss = (_: Tensor, { targets }: ToyBatch): Scalar =>
      sigmoidCrossEntropy(mul(targets, model.parameters['dense/bias'] as Tensor), targets);
    const before = memory().numTensors;
    await expect(train(options({ loss, batches: toyBatches(1) }))).rejects.toThrow('independent of dense/kernel');
    expect(memory().numTensors).toBe(before);
  });

  it('needs something to train', async () => {
    for (const parameter of Object.values(model.parameters)) parameter.trainable = false;
    await expect(train(options())).rejects.toThrow('at least one that is trainable');
  });
});
