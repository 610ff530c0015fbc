import type { FuzzOutcome } from '@tidegate/fuzz';
import { expect, test } from 'vitest';
import { fuzzOnnx } from '../testing/fuzz/onnx.js';
import { fuzzSafetensors } from '../testing/fuzz/safetensors.js';
import { fuzzTrainingStates } from '../testing/fuzz/training-state.js';

test.each<[string, (cases: number, seed: number) => Promise<FuzzOutcome>]>([
  ['safetensors', fuzzSafetensors],
  ['training states', fuzzTrainingStates],
  ['ONNX models', fuzzOnnx],
])('broken %s are refused or read right', { timeout: 120_000 }, async (_, fuzz) => {
  const { read, refused } = await fuzz(400, 1);
  // Both must happen, or the other half of this test says nothing.
  expect(Math.min(read, refused)).toBeGreaterThan(20);
});
