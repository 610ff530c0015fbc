import { ArgumentError, type Random, threefry2x32 } from '@tidegate/core';

export interface SplitOptions<Name extends string, Example> {
  /** The share of each split; together 1. */
  readonly shares: Readonly<Record<Name, number>>;
  readonly random: Random;
  /** The class of an example: each split then has close to its share of every class. */
  readonly stratifyBy?: (example: Example) => string;
}

/** Classes of this many examples are divided as the shares say, where these are multiples of 1/20. */
const stratum = 20;

/**
 * Divides examples at random by their position, so that nothing is held in memory, every pass divides alike, and examples that are added
 * at the end change the split of none before.
 *
 * Each split is a pass over all examples.
 *
 * @throws ArgumentError if the shares are not positive numbers of sum 1
 */
export function splitExamples<Name extends string, Example>(
  examples: Iterable<Example> | AsyncIterable<Example>,
  options: SplitOptions<Name, Example>,
): Readonly<Record<Name, AsyncIterable<Example>>> {
  const { shares } = options;
  const names = Object.keys(shares) as Name[];
  assertShares(names.map((name) => shares[name]));
  const bounds = names.map((_, index) => names.slice(0, index + 1).reduce((sum, name) => sum + shares[name], 0));
  // Rounding must not leave a number that belongs to no split.
  bounds[bounds.length - 1] = Number.POSITIVE_INFINITY;
  const splits = names.map((name, index) => {
    const split: AsyncIterable<Example> = {
      async *[Symbol.asyncIterator]() {
        const draw = options.stratifyBy ? stratifiedDraw(options.random, options.stratifyBy) : plainDraw(options.random);
        for await (const example of examples) {
          const drawn = draw(example);
          if (bounds.findIndex((bound) => drawn < bound) === index) yield example;
        }
      },
    };
    return [name, split];
  });
  return Object.fromEntries(splits);
}

function plainDraw(random: Random): () => number {
  const { key } = random.split('split');
  let position = 0;
  return () => threefry2x32(key, [position++, 0])[0] / 2 ** 32;
}

/** Of each 20 examples of a class, one is drawn from each twentieth of [0, 1). */
function stratifiedDraw<Example>(random: Random, stratifyBy: (example: Example) => string): (example: Example) => number {
  const classes = new Map<string, { count: number; order: Uint32Array; offsets: Float32Array }>();
  return (example) => {
    const name = stratifyBy(example);
    const known = classes.get(name) ?? { count: 0, order: new Uint32Array(), offsets: new Float32Array() };
    classes.set(name, known);
    const place = known.count % stratum;
    if (place === 0) {
      const stream = random.split('stratum', name, known.count / stratum);
      known.order = stream.split('order').permutation(stratum);
      known.offsets = stream.split('offsets').uniform(stratum);
    }
    known.count++;
    return ((known.order[place] as number) + (known.offsets[place] as number)) / stratum;
  };
}

function assertShares(shares: readonly number[]): void {
  const sum = shares.reduce((total, share) => total + share, 0);
  if (shares.every((share) => share > 0) && Math.abs(sum - 1) < 1e-6) return;
  throw new ArgumentError('splitExamples', 'shares', shares, 'positive numbers of sum 1');
}
