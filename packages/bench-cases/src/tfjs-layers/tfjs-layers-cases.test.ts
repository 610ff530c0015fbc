import '@tensorflow/tfjs-backend-cpu';
import { engine, memory, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { allCases } from '../cases/all-cases.js';
import type { TrainingSteps } from '../training-steps.js';
import { tfjsLayersCases } from './tfjs-layers-cases.js';

beforeAll(async () => {
  await setBackend('cpu');
});

/** How many numbers a network learns; the optimizer's own numbers are scalars. */
async function weightCount(start: () => TrainingSteps): Promise<number> {
  const before = new Set(Object.keys(engine().registeredVariables));
  const training = start();
  const added = Object.entries(engine().registeredVariables).filter(([name]) => !before.has(name));
  const count = added.reduce((sum, [, { trainable, rank, size }]) => sum + (trainable && rank > 0 ? size : 0), 0);
  await training.dispose();
  return count;
}

/** A second bias for each of three gates and 128 units of two layers, inside the reset gate's product, which their GRU lacks. */
const onlyOurs: Readonly<Record<string, number>> = { 'charlm-gru': 2 * 3 * 128 };

it.each(tfjsLayersCases)('$name has as many weights as ours', async ({ name, start }) => {
  const ours = allCases.find((each) => each.name === name) as (typeof allCases)[number];
  expect(await weightCount(start)).toBe((await weightCount(ours.start)) - (onlyOurs[name] ?? 0));
});

it('the adder learns its batch, and keeps no tensor', async () => {
  const before = memory().numTensors;
  const training = (tfjsLayersCases[0] as (typeof tfjsLayersCases)[number]).start();
  const losses: number[] = [];
  for (let step = 0; step < 4; step++) losses.push(await training.step());
  await training.dispose();
  expect(memory().numTensors).toBe(before);
  // What a network that knows nothing loses of bits is 0.25.
  expect(losses[0]).toBeGreaterThan(0.2);
  expect(losses.at(-1)).toBeLessThan(losses[0] as number);
});
