import { ones, sum } from '@tensorflow/tfjs-core';
import { useBackend } from '@tidegate/core';
import { expect, it } from 'vitest';
import { createWebgpuBackend } from '../adapter.js';

it('sums more columns than workgroups stand in one dimension', { timeout: 300_000 }, async () => {
  await useBackend([createWebgpuBackend({ software: true })]);
  const columns = 16 * 65_536 + 5;
  const sums = await sum(ones([2, columns]), 0).data();
  expect(sums.length).toBe(columns);
  expect(sums.every((value) => value === 2)).toBe(true);
});
