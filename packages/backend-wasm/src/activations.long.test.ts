import { useBackend } from '@tidegate/core';
import { beforeAll, expect, it } from 'vitest';
import { createWasmBackend } from './adapter.js';
import { activationCases, worstActivationError } from './testing/worst-activation-error.js';

beforeAll(async () => {
  await useBackend([createWasmBackend()]);
});

it.each(activationCases)('$name is within 2e-7 of the exact function at every finite float', { timeout: 1_800_000 }, (activation) => {
  const { error, at } = worstActivationError(activation, 1);
  expect(error, `at ${at}`).toBeLessThanOrEqual(2e-7);
});
