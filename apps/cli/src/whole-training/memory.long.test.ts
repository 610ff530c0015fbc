import { removeBackend } from '@tensorflow/tfjs-core';
import { createWasmBackend } from '@tidegate/backend-wasm';
import { textRnnLong } from '@tidegate/bench-cases';
import { useBackend } from '@tidegate/core';
import { afterEach, expect, test } from 'vitest';
import { memoryUse } from '../testing/memory-use.js';

afterEach(() => removeBackend('wasm'));

test('textrnn holds within 1% after 5,000 steps what it held after 100', { timeout: 3_600_000 }, async () => {
  await useBackend([createWasmBackend({ threads: 2 })]);
  const training = textRnnLong.start();
  for (let step = 0; step < 100; step++) await training.step();
  const early = memoryUse();
  for (let step = 100; step < 5_000; step++) await training.step();
  const late = memoryUse();
  await training.dispose();
  console.log({ early, late });
  expect(late).toMatchObject({ tensors: early.tensors, tensorBytes: early.tensorBytes, wasmBytes: early.wasmBytes });
  expect(late.residentBytes / early.residentBytes).toBeLessThan(1.01);
});
