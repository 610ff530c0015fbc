import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { copyRegisteredKernels, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { logisticRegression } from '../testing/logistic-regression.js';
import { toyTraining } from '../testing/toy-training.js';
import { createPace } from './pace.js';
import { train } from './train.js';

const interval = 50;
/** Milliseconds that have passed, and those that the device needs for what it was given. */
const clock = { now: 0, behind: 0 };
let failure: Error | undefined;

/** A device that works on by itself. */
class Device extends MathBackendCPU {
  async settle(): Promise<void> {
    clock.now += clock.behind;
    clock.behind = 0;
    if (failure) throw failure;
  }
}

beforeAll(() => copyRegisteredKernels('cpu', 'device'));
beforeEach(async () => {
  failure = undefined;
  registerBackend('device', () => new Device());
  await setBackend('device');
});
afterEach(() => {
  vi.restoreAllMocks();
  removeBackend('device');
});

/** Gives the device batch after batch; how far behind it was before each wait for it. */
async function giveBatches(count: number, times: { readonly here: number; readonly there: number }): Promise<number[]> {
  Object.assign(clock, { now: 0, behind: 0 });
  vi.spyOn(performance, 'now').mockImplementation(() => clock.now);
  const pace = createPace(interval);
  const waits: number[] = [];
  for (let batch = 0; batch < count; batch++) {
    clock.now += times.here;
    clock.behind += times.there;
    const { behind } = clock;
    const pending = pace();
    if (!pending) continue;
    waits.push(behind);
    await pending;
  }
  return waits;
}

describe('createPace', () => {
  it('waits once in an interval for a device that keeps up', async () => {
    const waits = await giveBatches(1000, { here: 1, there: 0.5 });
    expect(waits.length).toBeLessThanOrEqual(1000 / 25);
    expect(Math.max(...waits)).toBeLessThanOrEqual(interval);
  });

  it('lets a slow device fall no more than an interval behind, but for the first', async () => {
    const waits = await giveBatches(200, { here: 1, there: 10 });
    expect(waits[0]).toBe(500);
    expect(Math.max(...waits.slice(1))).toBeLessThanOrEqual(interval);
    expect(await giveBatches(20, { here: 5, there: 600 })).toEqual([6000, ...new Array<number>(10).fill(600)]);
  });

  it('goes faster again after a wait for something else', async () => {
    vi.spyOn(performance, 'now').mockImplementation(() => clock.now);
    const pace = createPace(interval);
    clock.now += 10_000;
    await pace();
    clock.now += 1;
    await pace();
    const pending: unknown[] = [];
    for (let batch = 0; batch < 40; batch++) {
      clock.now += 1;
      pending.push(pace());
    }
    expect(pending.every((promise) => promise === undefined)).toBe(true);
  });
});

describe('train', () => {
  it.each([{}, { steps: 1 }])('fails with what went wrong on the device, though nothing was read: %o', async (changes) => {
    const model = logisticRegression();
    failure = new Error('the device is gone');
    await expect(train(toyTraining(model, changes))).rejects.toThrow('the device is gone');
    model.dispose();
  });
});
