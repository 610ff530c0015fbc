import { adder, type TrainingSteps } from '@tidegate/bench-cases';
import { describe, expect, test } from 'vitest';
import { startSmallRcnn, startSmallTextRnn } from '../testing/small-networks.js';
import { trainOnWasm } from '../testing/train-on-wasm.js';

const steps = 25;
const trainings: Readonly<Record<string, () => TrainingSteps>> = { adder: adder.start, textRnn: startSmallTextRnn, rcnn: startSmallRcnn };

describe.each(Object.keys(trainings))('%s', (name) => {
  const start = trainings[name] as () => TrainingSteps;

  test.each(['relaxed', 'simd'] as const)('trains to the same bits on 1, 2 and 3 threads, with %s instructions', async (simd) => {
    const one = await trainOnWasm(start, steps, { threads: 1, simd });
    expect(one.losses.at(-1)).toBeLessThan(one.losses[0] as number);
    expect(await trainOnWasm(start, steps, { threads: 2, simd })).toEqual(one);
    expect(await trainOnWasm(start, steps, { threads: 3, simd })).toEqual(one);
  });

  test('trains to other bits for another number of steps', async () => {
    const { digest } = await trainOnWasm(start, steps, { threads: 1 });
    expect((await trainOnWasm(start, steps + 1, { threads: 1 })).digest).not.toBe(digest);
  });
});
