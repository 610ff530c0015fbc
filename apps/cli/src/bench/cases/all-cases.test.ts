import { memory } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { useBackend } from '@tidegate/core';
import { expect, test } from 'vitest';
import type { BenchCase } from '../bench-case.js';
import { allCases } from './all-cases.js';

/** Those of which a few steps take no more than seconds in plain loops. */
const quick = allCases.filter(({ name }) => ['adder', 'textrnn-seed', 'charlm-rnn'].includes(name));
/** What a network that knows nothing loses: of bits, of ten classes, of 65 characters. */
const ignorance: Record<string, number> = { adder: 0.25, 'textrnn-seed': Math.log(10), 'charlm-rnn': Math.log(65) };

test.each(quick)('$name learns its batch, and keeps no tensor', { timeout: 60_000 }, async ({ name, start }: BenchCase) => {
  await useBackend([cpuBackend]);
  const before = memory().numTensors;
  const training = start();
  const losses: number[] = [];
  for (let step = 0; step < 4; step++) losses.push(await training.step());
  await training.dispose();
  expect(memory().numTensors).toBe(before);
  expect(losses[0]).toBeGreaterThan(0.8 * (ignorance[name] as number));
  expect(losses.at(-1)).toBeLessThan(losses[0] as number);
});

test('no two cases have the same name', () => {
  expect(new Set(allCases.map(({ name }) => name)).size).toBe(allCases.length);
});
