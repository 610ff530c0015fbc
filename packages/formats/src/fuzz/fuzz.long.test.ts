import type { FuzzOutcome } from '@tidegate/fuzz';
import { expect, test } from 'vitest';
import { fuzzOnnx } from '../testing/fuzz/onnx.js';
import { fuzzSafetensors } from '../testing/fuzz/safetensors.js';
import { fuzzTrainingStates } from '../testing/fuzz/training-state.js';

/** With those of the command, 100,000. */
test.each<[string, number, (cases: number, seed: number) => Promise<FuzzOutcome>]>([
  ['safetensors', 30_000, fuzzSafetensors],
  ['training states', 15_000, fuzzTrainingStates],
  ['ONNX models', 30_000, fuzzOnnx],
])('broken %s are refused or read right, %i times', { timeout: 1_800_000 }, async (name, cases, fuzz) => {
  const outcome = await fuzz(cases, 2);
  process.stdout.write(`${name}: ${JSON.stringify(outcome)}\n`);
  expect(outcome.read + outcome.refused).toBe(cases);
  expect(Math.min(outcome.read, outcome.refused)).toBeGreaterThan(cases / 20);
});
