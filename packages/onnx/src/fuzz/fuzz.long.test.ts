import { cpuBackend } from '@tidegate/backend-cpu';
import { useBackend } from '@tidegate/core';
import { beforeAll, expect, test } from 'vitest';
import { fuzzRecurrentLayers } from '../testing/fuzz/recurrent-layers.js';
import { fuzzWholeModels } from '../testing/fuzz/whole-models.js';

beforeAll(() => useBackend([cpuBackend]));

test('broken files of whole models are refused or read right, 10,000 times', { timeout: 1_800_000 }, async () => {
  const outcome = await fuzzWholeModels(10_000, 2);
  process.stdout.write(`whole models: ${JSON.stringify(outcome)}\n`);
  expect(outcome.read + outcome.refused).toBe(10_000);
  expect(Math.min(outcome.read, outcome.refused)).toBeGreaterThan(500);
});

test('broken files of recurrent layers are refused or read, 10,000 times', { timeout: 1_800_000 }, async () => {
  const outcome = await fuzzRecurrentLayers(10_000, 2);
  process.stdout.write(`recurrent layers: ${JSON.stringify(outcome)}\n`);
  expect(Math.min(outcome.read, outcome.refused)).toBeGreaterThan(500);
});
