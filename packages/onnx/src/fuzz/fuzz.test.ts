import { cpuBackend } from '@tidegate/backend-cpu';
import { useBackend } from '@tidegate/core';
import { beforeAll, expect, test } from 'vitest';
import { fuzzRecurrentLayers } from '../testing/fuzz/recurrent-layers.js';
import { fuzzWholeModels } from '../testing/fuzz/whole-models.js';

beforeAll(() => useBackend([cpuBackend]));

test('broken files of whole models are refused or read right', { timeout: 120_000 }, async () => {
  const { read, refused } = await fuzzWholeModels(300, 1);
  // Both must happen, or the other half of this test says nothing.
  expect(Math.min(read, refused)).toBeGreaterThan(20);
});

test('broken files of recurrent layers are refused or read', { timeout: 120_000 }, async () => {
  const { read, refused } = await fuzzRecurrentLayers(300, 1);
  expect(Math.min(read, refused)).toBeGreaterThan(20);
});
