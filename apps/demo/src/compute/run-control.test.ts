import type { StepEnd } from '@tidegate/core';
import { describe, expect, it } from 'vitest';
import { createRunControl, type RunControl } from './run-control.js';

const event = {} as StepEnd;

/** Goes through steps as a training does, until it is told to stop. */
function follow(control: RunControl) {
  const steps = { count: 0, hasEnded: false };
  const run = async (): Promise<void> => {
    while (steps.count < 1_000) {
      steps.count++;
      if ((await control.observer.onStepEnd?.(event)) === 'stop') break;
      await new Promise((resolve) => setTimeout(resolve));
    }
    steps.hasEnded = true;
  };
  return { steps, done: run() };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 30));

describe('createRunControl', () => {
  it('halts at a pause, goes on by single steps, and resumes', async () => {
    let pauses = 0;
    const control = createRunControl({ onPause: () => pauses++ });
    control.pause();
    const { steps, done } = follow(control);
    await settle();
    expect(steps.count).toBe(1);
    expect(pauses).toBe(1);
    control.stepOnce();
    await settle();
    expect(steps.count).toBe(2);
    control.stepOnce();
    control.stepOnce();
    await settle();
    expect(steps.count).toBe(4);
    control.resume();
    await expect.poll(() => steps.count).toBeGreaterThan(5);
    control.stop();
    await done;
  });

  it('stops out of a pause', async () => {
    const control = createRunControl();
    control.pause();
    const { steps, done } = follow(control);
    await settle();
    control.stop();
    await done;
    expect(steps).toEqual({ count: 1, hasEnded: true });
  });
});
