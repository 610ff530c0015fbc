import { memory } from '@tensorflow/tfjs-core';
import { useBackend } from '@tidegate/core';
import { expect, it } from 'vitest';
import { adder } from './adder.js';

it('learns, and keeps no tensor', async () => {
  await useBackend([adder.backend]);
  const before = memory().numTensors;
  const training = adder.start();
  const losses: number[] = [];
  for (let step = 0; step < 300; step++) losses.push(await training.step());
  await training.dispose();
  expect(memory().numTensors).toBe(before);
  // Guessing one half for every bit costs a quarter.
  expect(losses[0]).toBeGreaterThan(0.24);
  expect(Math.min(...losses.slice(-20))).toBeLessThan(0.235);
});
