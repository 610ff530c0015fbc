import { createRandom, type Dataset, type Random, type Split } from '@tidegate/core';
import { describe, expect, it } from 'vitest';

const splits: readonly Split[] = ['train', 'validation', 'test'];
/** Enough to tell two streams apart; `train` may have no end. */
const count = 100;

/**
 * The suite that every seeded dataset passes: each split is the same in every pass and for every dataset made with the same random
 * numbers, depends on them, and is not the beginning of another split.
 */
export function testDataset(name: string, make: (random: Random) => Dataset<unknown>): void {
  describe(`dataset ${name}`, () => {
    it.each(splits)('gives the same %s examples in every pass', async (split) => {
      const dataset = make(createRandom(1));
      const first = await begin(dataset, split);
      expect(first.length).toBeGreaterThan(0);
      expect(await begin(dataset, split)).toEqual(first);
      expect(await begin(make(createRandom(1)), split)).toEqual(first);
    });

    it('trains on other examples with other random numbers', async () => {
      expect(await begin(make(createRandom(2)), 'train')).not.toEqual(await begin(make(createRandom(1)), 'train'));
    });

    it('has splits that differ', async () => {
      const [train, validation, test] = await Promise.all(splits.map((split) => begin(make(createRandom(1)), split)));
      expect(validation).not.toEqual(train);
      expect(test).not.toEqual(train);
      expect(test).not.toEqual(validation);
    });
  });
}

async function begin(dataset: Dataset<unknown>, split: Split): Promise<unknown[]> {
  const examples: unknown[] = [];
  for await (const example of dataset.examples(split)) {
    examples.push(example);
    if (examples.length === count) break;
  }
  return examples;
}
