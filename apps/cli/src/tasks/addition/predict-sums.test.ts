import { memory, sub, sum } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { useBackend } from '@tidegate/core';
import type { SequenceBatch, SequenceTagger } from '@tidegate/models';
import { beforeAll, expect, test } from 'vitest';
import { predictSums } from './predict-sums.js';
import { testSums } from './test-sums.js';

beforeAll(() => useBackend([cpuBackend]));

/** Adds without ever carrying: a bit of its sum is set where one of the two is, or both are. */
const withoutCarry = {
  name: 'without-carry',
  parameters: {},
  logits: ({ inputs }: SequenceBatch) => sub(sum(inputs, 2, true), 0.5),
} as unknown as SequenceTagger;

const examples = [
  { first: 5, second: 2, sum: 7 },
  { first: 3, second: 1, sum: 4 },
  { first: 0, second: 0, sum: 0 },
];

test('sums are what the network says, bit by bit from the least significant', async () => {
  const before = memory().numTensors;
  const sums = await predictSums(withoutCarry, examples, 4);
  expect(sums.map(({ predicted }) => predicted)).toEqual([7, 3, 0]);
  expect(sums.map(({ sum: right }) => right)).toEqual([7, 4, 0]);
  expect(memory().numTensors).toBe(before);
});

test('a test counts whole sums and single bits', async () => {
  const { exactSums, bitAccuracy } = await testSums(withoutCarry, examples, { bits: 4, batchSize: 2 });
  expect(exactSums).toBeCloseTo(2 / 3, 10);
  // 3 is 0011 and 4 is 0100: three bits of twelve are wrong.
  expect(bitAccuracy).toBeCloseTo(9 / 12, 10);
});
