import { ArgumentError, createRandom } from '@tidegate/core';
import { describe, expect, it } from 'vitest';
import { all } from '../testing/sources.js';
import { splitExamples } from './split-examples.js';

const shares = { train: 0.8, validation: 0.1, test: 0.1 };
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const split = async (count: number, seed = 1, stratifyBy?: (example: number) => string) => {
  const splits = splitExamples(numbers(count), { shares, random: createRandom(seed), ...(stratifyBy && { stratifyBy }) });
  return { train: await all(splits.train), validation: await all(splits.validation), test: await all(splits.test) };
};

describe.each([
  ['by position', undefined],
  ['by class', (example: number) => String(example % 3)],
])('splitExamples %s', (_, stratifyBy) => {
  it('gives every example to exactly one split, in order', async () => {
    const { train, validation, test } = await split(1000, 1, stratifyBy);
    expect([...train, ...validation, ...test].sort((a, b) => a - b)).toEqual(numbers(1000));
    for (const part of [train, validation, test]) expect(part).toEqual([...part].sort((a, b) => a - b));
    expect(Math.abs(train.length - 800)).toBeLessThan(40);
    expect(Math.abs(test.length - 100)).toBeLessThan(30);
  });

  it('is the same for a seed, in every pass, and another for another', async () => {
    expect(await split(200, 1, stratifyBy)).toEqual(await split(200, 1, stratifyBy));
    expect(await split(200, 2, stratifyBy)).not.toEqual(await split(200, 1, stratifyBy));
    const { train } = splitExamples(numbers(200), { shares, random: createRandom(1), ...(stratifyBy && { stratifyBy }) });
    expect(await all(train)).toEqual(await all(train));
  });

  it('leaves examples where they were when others are added behind them', async () => {
    const [few, many] = await Promise.all([split(200, 1, stratifyBy), split(500, 1, stratifyBy)]);
    expect(many.train.slice(0, few.train.length)).toEqual(few.train);
    expect(many.test.slice(0, few.test.length)).toEqual(few.test);
  });
});

describe('splitExamples', () => {
  it('gives each split its exact share of every class of multiples of twenty', async () => {
    const classOf = (example: number) => (example % 10 === 0 ? 'rare' : 'frequent');
    const { train, validation, test } = await split(400, 3, classOf);
    const counts = [train, validation, test].map((part) => [part.length, part.filter((example) => classOf(example) === 'rare').length]);
    expect(counts).toEqual([
      [320, 32],
      [40, 4],
      [40, 4],
    ]);
  });

  it('reads what comes in time', async () => {
    async function* slowly() {
      yield* numbers(100);
    }
    const random = createRandom(1);
    const { train } = splitExamples({ [Symbol.asyncIterator]: slowly }, { shares, random });
    expect(await all(train)).toEqual((await split(100)).train);
  });

  it.each([{ train: 0.5, test: 0.4 }, { train: 1, test: 0 }, { train: 1.5, test: -0.5 }, { train: Number.NaN }, {}])(
    'refuses the shares %o',
    (bad) => {
      expect(() => splitExamples([], { shares: bad as typeof shares, random: createRandom(1) })).toThrow(ArgumentError);
    },
  );
});
