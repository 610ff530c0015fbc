import '@tensorflow/tfjs-backend-cpu';
import { createRandom } from '@tidegate/core';
import type { LanguageBatch } from '@tidegate/datasets';
import { expect, test } from 'vitest';
import { batchesOfEpoch } from './batches.js';

const ids = Int32Array.from({ length: 97 }, (_, index) => index);

function read(batches: Iterable<LanguageBatch | undefined>): (number[][] | undefined)[] {
  const found = [];
  for (const batch of batches) {
    found.push(batch?.ids.arraySync());
    batch?.ids.dispose();
    batch?.targets.dispose();
  }
  return found;
}

test.each([
  ['contiguous', 1],
  ['contiguous', 2],
  ['random', 2],
] as const)('the shards of %s batches of epoch %i are its batches', (order, epoch) => {
  const sizes = { batchSize: 5, time: 4, order };
  const whole = read(batchesOfEpoch(ids, sizes, epoch, createRandom(3)));
  const [first, second] = [0, 1].map((index) => read(batchesOfEpoch(ids, sizes, epoch, createRandom(3), { index, count: 2 })));
  expect(first?.map((rows) => rows?.length)).toEqual(whole.map(() => 2));
  expect(first?.map((rows, step) => [...(rows ?? []), ...(second?.[step] ?? [])])).toEqual(whole);
  const third = read(batchesOfEpoch(ids, { ...sizes, batchSize: 2 }, epoch, createRandom(3), { index: 0, count: 3 }));
  expect(third.length).toBeGreaterThan(2);
  expect(third.every((rows) => rows === undefined)).toBe(true);
});
