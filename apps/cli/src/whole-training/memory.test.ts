import { removeBackend } from '@tensorflow/tfjs-core';
import { createWasmBackend } from '@tidegate/backend-wasm';
import type { TrainingSteps } from '@tidegate/bench-cases';
import { useBackend } from '@tidegate/core';
import { afterEach, expect, test } from 'vitest';
import { memoryUse } from '../testing/memory-use.js';
import { startSmallRcnn, startSmallTextRnn } from '../testing/small-networks.js';

afterEach(() => removeBackend('wasm'));

test.each<[string, () => TrainingSteps]>([
  ['textRnn', startSmallTextRnn],
  ['rcnn', startSmallRcnn],
])('%s holds as much after 300 steps as after 100', async (_, start) => {
  await useBackend([createWasmBackend({ threads: 2 })]);
  const training = start();
  for (let step = 0; step < 100; step++) await training.step();
  const early = memoryUse();
  for (let step = 100; step < 300; step++) await training.step();
  const late = memoryUse();
  await training.dispose();
  expect(late).toMatchObject({ tensors: early.tensors, tensorBytes: early.tensorBytes, wasmBytes: early.wasmBytes });
  expect(memoryUse()).toMatchObject({ tensors: 0, tensorBytes: 0 });
});
