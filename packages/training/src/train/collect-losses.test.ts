import '@tensorflow/tfjs-backend-cpu';
import { engine, memory, mul, type Scalar, setBackend, type Tensor } from '@tensorflow/tfjs-core';
import type { TrainObserver } from '@tidegate/core';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LogisticRegression, logisticRegression, type ToyBatch } from '../testing/logistic-regression.js';
import { crossEntropy, toyTraining } from '../testing/toy-training.js';
import { collectLosses } from './collect-losses.js';
import { NonFiniteLossError } from './non-finite-loss-error.js';
import { train } from './train.js';

let model: LogisticRegression;

beforeAll(async () => {
  await setBackend('cpu');
});
beforeEach(() => {
  model = logisticRegression();
});
afterEach(() => {
  vi.restoreAllMocks();
  model.dispose();
});

describe('collectLosses', () => {
  it.each([1, 63, 64, 65, 200])('gives the losses of %d steps, each as it is read by itself, and none twice', async (steps) => {
    const one: number[] = [];
    const each: TrainObserver = { onStepEnd: async (event) => void one.push(await event.loss()) };
    const losses = collectLosses();
    await train(toyTraining(model, { steps, observers: [losses, each] }));
    expect(await losses.read()).toEqual(one);
    expect(one.length).toBe(steps);
    expect(await losses.read()).toEqual([]);
  });

  it('reads nothing before it is asked', async () => {
    const losses = collectLosses();
    const read = vi.spyOn(engine().backend, 'read');
    await train(toyTraining(model, { steps: 130, observers: [losses] }));
    expect(read).not.toHaveBeenCalled();
    await losses.read();
    expect(read).toHaveBeenCalledTimes(3);
  });

  it('names the first step whose loss is no number', async () => {
    let step = 0;
    const loss = (logits: Tensor, batch: ToyBatch): Scalar => mul(crossEntropy(logits, batch), ++step === 70 ? Number.NaN : 1);
    const losses = collectLosses();
    await train(toyTraining(model, { loss, steps: 80, observers: [losses] }));
    const reading = losses.read();
    await expect(reading).rejects.toThrow(NonFiniteLossError);
    await expect(reading).rejects.toMatchObject({ step: 70, loss: Number.NaN });
  });

  it('holds few tensors, and none when they are read or disposed', async () => {
    const before = memory();
    const losses = collectLosses();
    const counts: number[] = [];
    const count: TrainObserver = { onStepEnd: () => void counts.push(memory().numTensors) };
    const options = { steps: 1000, observers: [losses, count] };
    await train(toyTraining(model, options));
    expect(Math.max(...counts)).toBeLessThan(before.numTensors + 100);
    await losses.read();
    expect(memory().numTensors).toBe(before.numTensors);
    await train(toyTraining(model, options));
    losses.dispose();
    expect(memory().numTensors).toBe(before.numTensors);
    expect(memory().numDataBuffers).toBe(before.numDataBuffers);
  });
});
