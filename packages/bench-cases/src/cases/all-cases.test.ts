import { memory } from '@tensorflow/tfjs-core';
import { wasmBackend } from '@tidegate/backend-wasm';
import { useBackend } from '@tidegate/core';
import { beforeAll, expect, test } from 'vitest';
import { allCases } from './all-cases.js';

/** What a network that knows nothing loses: of bits, of yes or no, of ten classes, of 65 characters, of 50,000 words. */
const ignorance: Record<string, number> = {
  adder: 0.25,
  rcnn: Math.log(2),
  textrnn: Math.log(10),
  charlm: Math.log(65),
  wordlm: Math.log(50_000),
};
/** The same of losses over sampled words: what their formulas give, on average, for evenly drawn words whose scores are all 0. */
const ofSamples: Record<string, number> = { 'wordlm-sampled': 5.3, 'wordlm-nce': 1660 };

beforeAll(async () => {
  await useBackend([wasmBackend]);
});

test.each(allCases)('$name learns its batch, and keeps no tensor', { timeout: 120_000 }, async ({ name, start }) => {
  const before = memory().numTensors;
  const training = start();
  const losses: number[] = [];
  for (let step = 0; step < 4; step++) losses.push(await training.step());
  await training.dispose();
  expect(memory().numTensors).toBe(before);
  expect(losses[0]).toBeGreaterThan(0.8 * (ofSamples[name] ?? (ignorance[name.split('-')[0] as string] as number)));
  expect(losses.at(-1)).toBeLessThan(losses[0] as number);
});

test('no two cases have the same name', () => {
  expect(new Set(allCases.map(({ name }) => name)).size).toBe(allCases.length);
});
