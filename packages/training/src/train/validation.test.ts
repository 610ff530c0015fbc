import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import type { TrainObserver, ValidationEnd } from '@tidegate/core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { evaluate } from '../evaluate/evaluate.js';
import { binaryAccuracy } from '../metrics/binary-accuracy.js';
import { type LogisticRegression, logisticRegression, type ToyBatch, toyBatches, weightsOf } from '../testing/logistic-regression.js';
import { toyTraining } from '../testing/toy-training.js';
import { train } from './train.js';
import type { TrainOptions } from './train-options.js';

let model: LogisticRegression;

const options = (changes: Partial<TrainOptions<ToyBatch>>): TrainOptions<ToyBatch> =>
  toyTraining(model, { batches: () => toyBatches(3), epochs: 2, ...changes });

/** What observers hear, in order. */
function listener(): TrainObserver & { readonly heard: string[]; readonly validations: ValidationEnd[] } {
  const heard: string[] = [];
  const validations: ValidationEnd[] = [];
  return {
    heard,
    validations,
    onStepEnd: ({ step }) => void heard.push(`step ${step}`),
    onValidationEnd(event) {
      heard.push('validation');
      validations.push(event);
    },
    onEpochEnd: ({ epoch }) => void heard.push(`epoch ${epoch}`),
  };
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

describe('train: validation', () => {
  it('comes after every epoch, before observers hear that it has ended', async () => {
    const told = listener();
    let value = 0;
    await train(options({ validation: { run: () => ++value }, observers: [told] }));
    expect(told.heard).toEqual([
      'step 1',
      'step 2',
      'step 3',
      'validation',
      'epoch 1',
      'step 4',
      'step 5',
      'step 6',
      'validation',
      'epoch 2',
    ]);
    expect(told.validations).toEqual([
      { value: 1, step: 3, epoch: 1 },
      { value: 2, step: 6, epoch: 2 },
    ]);
  });

  it('comes every so many steps, and once more for the last weights', async () => {
    const told = listener();
    await train(options({ validation: { every: 4, run: () => 0 }, observers: [told] }));
    expect(told.validations.map(({ step, epoch }) => [step, epoch])).toEqual([
      [4, 2],
      [6, 2],
    ]);
  });

  it('comes once for the same weights', async () => {
    const told = listener();
    await train(options({ validation: { every: 3, run: () => 0 }, observers: [told] }));
    expect(told.validations.map(({ step }) => step)).toEqual([3, 6]);
  });

  it('comes at the end where steps cut an epoch short, and not where an observer or a signal does', async () => {
    const told = listener();
    await train(options({ steps: 2, validation: { run: () => 0 }, observers: [told] }));
    expect(told.heard).toEqual(['step 1', 'step 2', 'validation']);
    const controller = new AbortController();
    const stop: TrainObserver = { onStepEnd: ({ step }) => (step === 2 ? 'stop' : undefined) };
    const abort: TrainObserver = { onStepEnd: ({ step }) => void (step === 2 && controller.abort()) };
    for (const changes of [{ observers: [stop, told] }, { observers: [abort, told], signal: controller.signal }]) {
      await train(options({ ...changes, validation: { run: () => 0 } }));
    }
    expect(told.validations.length).toBe(1);
  });

  it('lets an observer stop', async () => {
    const told = listener();
    const stop: TrainObserver = { onValidationEnd: () => 'stop' };
    expect(await train(options({ validation: { run: () => 0 }, observers: [stop, told] }))).toEqual({
      steps: 3,
      epochs: 1,
      reason: 'observer',
    });
    expect(told.heard.at(-1)).toBe('epoch 1');
    expect(await train(options({ validation: { every: 2, run: () => 0 }, observers: [stop] }))).toEqual({
      steps: 2,
      epochs: 0,
      reason: 'observer',
    });
  });

  it('changes nothing in what is learned', async () => {
    await train(options({}));
    const alone = weightsOf(model);
    model.dispose();
    model = logisticRegression();
    const values: number[] = [];
    const run = async (): Promise<number> =>
      (await evaluate({ model, batches: toyBatches(4, 9), metrics: { right: binaryAccuracy } })).right;
    const before = memory().numTensors;
    await train(options({ validation: { every: 1, run }, observers: [{ onValidationEnd: ({ value }) => void values.push(value) }] }));
    expect(memory().numTensors).toBe(before);
    expect(weightsOf(model)).toEqual(alone);
    expect(values.length).toBe(6);
    expect(new Set(values).size).toBeGreaterThan(1);
  });

  it('passes on what it throws, and refuses an interval of nothing', async () => {
    const before = memory().numTensors;
    const run = (): never => {
      throw new Error('on purpose');
    };
    await expect(train(options({ validation: { run } }))).rejects.toThrow('on purpose');
    expect(memory().numTensors).toBe(before);
    await expect(train(options({ validation: { every: 0, run } }))).rejects.toThrow('train: validation.every must be');
  });
});
