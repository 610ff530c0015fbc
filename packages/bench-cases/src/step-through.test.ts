import { scalar } from '@tensorflow/tfjs-core';
import type { StepEnd, TrainObserver } from '@tidegate/core';
import { describe, expect, it } from 'vitest';
import { stepThrough } from './step-through.js';

const event = (step: number): StepEnd => ({
  step,
  epoch: 1,
  learningRate: 1,
  loss: async () => 10 / step,
  lossTensor: () => scalar(10 / step),
  gradientNorm: async () => 0,
});

/** Training that counts its steps. */
function counting() {
  const seen = { steps: 0, released: false };
  const run = async ({ observer, signal }: { observer: TrainObserver; signal: AbortSignal }) => {
    while (!signal.aborted) await observer.onStepEnd?.(event(++seen.steps));
  };
  return {
    seen,
    run,
    steps: stepThrough(run, () => {
      seen.released = true;
    }),
  };
}

describe('stepThrough', () => {
  it('trains one step for each that is asked for', async () => {
    const { seen, steps } = counting();
    expect(seen.steps).toBe(0);
    expect(await steps.step()).toBe(10);
    expect(await steps.step()).toBe(5);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(seen.steps).toBe(2);
    await steps.dispose();
    expect(seen).toEqual({ steps: 2, released: true });
  });

  it('lets training make a last step on the way to its end', async () => {
    const { seen, run } = counting();
    const steps = stepThrough(
      async (control) => {
        await run(control);
        await control.observer.onStepEnd?.(event(++seen.steps));
      },
      () => undefined,
    );
    await steps.step();
    await steps.dispose();
    expect(seen.steps).toBe(2);
  });

  it('releases what was never started', async () => {
    const { seen, steps } = counting();
    await steps.dispose();
    expect(seen).toEqual({ steps: 0, released: true });
  });

  it('passes on what goes wrong in training', async () => {
    const failing = stepThrough(
      () => Promise.reject(new Error('diverged')),
      () => undefined,
    );
    await expect(failing.step()).rejects.toThrow('diverged');
    const ending = stepThrough(
      () => Promise.resolve(),
      () => undefined,
    );
    await expect(ending.step()).rejects.toThrow('training ended before the step that was asked for');
  });
});
