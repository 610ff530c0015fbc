import { allCases, type BenchCase } from '@tidegate/bench-cases';
import { expect, test } from 'vitest';
import { trainOnWasm } from '../testing/train-on-wasm.js';

const steps = 200;
const full = allCases.filter(({ name }) => ['adder', 'textrnn', 'rcnn'].includes(name));

test.each(full)('$name trains to the same bits on 1, 2 and 3 threads', { timeout: 1_800_000 }, async ({ name, start }: BenchCase) => {
  const one = await trainOnWasm(start, steps, { threads: 1 });
  console.log(`${name}, ${steps} steps: sha256 of all weights ${one.digest}`);
  for (const threads of [2, 3]) expect(await trainOnWasm(start, steps, { threads })).toEqual(one);
});
