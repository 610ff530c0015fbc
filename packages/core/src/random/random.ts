import { ArgumentError, assertInteger } from '../errors/argument-error.js';
import { threefry2x32, type Words } from './threefry.js';

/**
 * A source of random numbers that is a value: it remembers nothing, and the same call always gives the same numbers.
 *
 * For other numbers, take another stream with `split`: two draws from one stream, even of different kinds, are not independent. Since
 * every number is a function of seed, path and position, a resumed run repeats the uninterrupted one.
 *
 * ```ts
 * const random = createRandom(7);
 * const weights = random.split('weights').normal(12);
 * const mask = random.split('dropout', 41).uniform(64); // of step 41
 * ```
 */
export interface Random {
  /**
   * The two words of 32 bits that all numbers of the stream are a function of. A backend that draws on its own device takes them:
   * `uniform(n)[i]` is the upper 24 bits of the first word of `threefry2x32(key, [i, 0])`, as a fraction of 2^24.
   */
  readonly key: Words;
  /** The row of a batch that is the first one here: 0 unless the stream comes from `forRowsFrom`, by itself or as a part of such a one. */
  readonly firstRow: number;
  /** An independent stream, named by words or numbers; it has the same `firstRow`. */
  split(...path: readonly (string | number)[]): Random;
  /**
   * The same stream for a process that has the rows of a batch from `firstRow` on, while others have the rest. What is drawn for each
   * row, as the masks of `dropout` are, is then what it is where one process has the whole batch. All draws of the stream itself stay
   * what they are, equal in all processes.
   *
   * @throws ArgumentError unless `firstRow` is a whole number of at least 0
   */
  forRowsFrom(firstRow: number): Random;
  /**
   * `count` numbers, uniform in `[low, high)`, by default `[0, 1)`; rounding to float32 may give `high` for other bounds.
   *
   * @param start the position of the first one: `uniform(n, 0, 1, s)` is `uniform(s + n)` without its first `s`; 0 by default
   */
  uniform(count: number, low?: number, high?: number, start?: number): Float32Array;
  /** `count` numbers, normally distributed. */
  normal(count: number, mean?: number, deviation?: number): Float32Array;
  /** Normally distributed, with what is more than two deviations from the mean drawn again. */
  truncatedNormal(count: number, mean?: number, deviation?: number): Float32Array;
  /** `count` whole numbers, each equally likely, in `[0, bound)`; `bound` is at most 2^32. */
  integers(count: number, bound: number): Uint32Array;
  /** The numbers from 0 to `count` - 1 in random order. */
  permutation(count: number): Uint32Array;
}

/**
 * @param seed a whole number from 0 to 2^53 - 1
 * @throws ArgumentError if the seed is not
 */
export function createRandom(seed: number): Random {
  assertInteger('createRandom', 'seed', seed, 0);
  return fromKey([seed % 2 ** 32, Math.floor(seed / 2 ** 32)]);
}

function fromKey(key: Words, firstRow = 0): Random {
  /** The two words at a position; a later attempt gives other words. */
  const words = (position: number, attempt = 0): Words => threefry2x32(key, [position, attempt]);

  return {
    key,
    firstRow,
    split(...path) {
      const child = path.reduce<Words>((parent, part) => threefry2x32(parent, hash(part)), key);
      return fromKey(child, firstRow);
    },
    forRowsFrom(row) {
      assertInteger('random.forRowsFrom', 'firstRow', row, 0);
      return fromKey(key, row);
    },
    uniform(count, low = 0, high = 1, start = 0) {
      assertInteger('random.uniform', 'start', start, 0);
      // 24 bits, as many as a float32 holds without rounding up to 1.
      return fill(floats('uniform', count), (i) => low + (high - low) * ((words(start + i)[0] >>> 8) / 2 ** 24));
    },
    normal(count, mean = 0, deviation = 1) {
      return fill(floats('normal', count), (i) => mean + deviation * gaussian(words(i)));
    },
    truncatedNormal(count, mean = 0, deviation = 1) {
      return fill(floats('truncatedNormal', count), (i) => {
        let sample = gaussian(words(i));
        for (let attempt = 1; Math.abs(sample) > 2; attempt++) sample = gaussian(words(i, attempt));
        return mean + deviation * sample;
      });
    },
    integers(count, bound) {
      assertInteger('random.integers', 'count', count, 0);
      assertInteger('random.integers', 'bound', bound, 1, 2 ** 32);
      return fill(new Uint32Array(count), (i) => unbiased(key, i, bound));
    },
    permutation(count) {
      assertInteger('random.permutation', 'count', count, 0);
      const order = fill(new Uint32Array(count), (i) => i);
      for (let i = count - 1; i > 0; i--) {
        const j = unbiased(key, i, i + 1);
        const kept = order[i] as number;
        order[i] = order[j] as number;
        order[j] = kept;
      }
      return order;
    },
  };
}

function floats(method: string, count: number): Float32Array {
  assertInteger(`random.${method}`, 'count', count, 0);
  return new Float32Array(count);
}

/** A plain loop: `from` of a typed array takes several times as long. */
function fill<Numbers extends Float32Array | Uint32Array>(numbers: Numbers, draw: (position: number) => number): Numbers {
  for (let i = 0; i < numbers.length; i++) numbers[i] = draw(i);
  return numbers;
}

/** One normal sample from two uniform words (Box and Muller 1958). */
function gaussian([first, second]: Words): number {
  const radius = Math.sqrt(-2 * Math.log((first + 1) / 2 ** 32));
  return radius * Math.cos((2 * Math.PI * second) / 2 ** 32);
}

/** The whole number below `bound` at a position; words from the incomplete last multiple of `bound` are drawn again. */
function unbiased(key: Words, position: number, bound: number): number {
  const limit = 2 ** 32 - remainder(2 ** 32, bound);
  let word = threefry2x32(key, [position, 0])[0];
  for (let attempt = 1; word >= limit; attempt++) word = threefry2x32(key, [position, attempt])[0];
  return remainder(word, bound);
}

/** `word % bound`, exact up to 2^32; the operator is several times slower for numbers that do not fit in 31 bits. */
function remainder(word: number, bound: number): number {
  return word - Math.floor(word / bound) * bound;
}

/** Two words for a part of a path; the names and the numbers do not meet. */
function hash(part: string | number): Words {
  if (typeof part === 'number') {
    if (!Number.isSafeInteger(part) || part < 0)
      throw new ArgumentError('random.split', 'path', part, 'words or whole numbers of at least 0');
    return [part % 2 ** 32, Math.floor(part / 2 ** 32)];
  }
  // Two 32-bit multiplicative hashes (the first is FNV-1a); the highest bit keeps names apart from numbers below 2^53.
  let a = 0x811c9dc5;
  let b = 0x1b873593;
  for (let i = 0; i < part.length; i++) {
    a = Math.imul(a ^ part.charCodeAt(i), 0x01000193);
    b = Math.imul(b ^ part.charCodeAt(i), 0x5bd1e995);
  }
  return [a >>> 0, (b | 0x80000000) >>> 0];
}
