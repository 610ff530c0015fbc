import '@tensorflow/tfjs-backend-cpu';
import { memory, type Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError, createRandom } from '@tidegate/core';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { additionBatches } from '../binary-addition/addition-batches.js';
import { sampledPairs } from '../binary-addition/pairs.js';
import type { EncodedExample } from './encoded.js';
import { languageBatches } from './language-batches.js';
import type { Shard } from './shard.js';
import { tokenBatches } from './token-batches.js';

type Fields = Readonly<Record<string, unknown>>;

/** Batches with the values of their tensors in the place of these. */
async function read(batches: AsyncIterable<object | undefined>): Promise<(Fields | undefined)[]> {
  const found = [];
  for await (const batch of batches)
    found.push(batch && Object.fromEntries(Object.entries(batch).map(([name, value]) => [name, valuesOf(value)])));
  return found;
}

function valuesOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('dataSync' in value)) return value;
  const tensor = value as Tensor;
  const values = tensor.arraySync();
  tensor.dispose();
  return values;
}

/** The batches of all shards put together row by row; each begins where the one before has ended. */
async function together(count: number, batchesOf: (shard: Shard) => AsyncIterable<object | undefined>): Promise<Fields[]> {
  const shards = await Promise.all(Array.from({ length: count }, (_, index) => read(batchesOf({ index, count }))));
  const lengths = shards.map((batches) => batches.length);
  expect(new Set(lengths).size).toBe(1);
  return Array.from({ length: lengths[0] as number }, (_, step) => {
    const parts = shards.map((batches) => batches[step]).filter((part) => part !== undefined);
    let rows = 0;
    for (const part of parts) {
      expect(part.firstRow).toBe(rows);
      const own = rowsIn(part);
      expect(own).toBeGreaterThan(0);
      rows += own;
    }
    return Object.fromEntries(
      Object.entries(parts[0] as Fields).map(([name, value]) => [
        name,
        Array.isArray(value) ? parts.flatMap((part) => part[name] as unknown[]) : value,
      ]),
    );
  });
}

function rowsIn(part: Fields): number {
  const counts = new Set(Object.values(part).flatMap((value) => (Array.isArray(value) ? [value.length] : [])));
  expect(counts.size).toBe(1);
  return [...counts][0] as number;
}

/** Of these lengths; the class of each is its place. */
const texts = (lengths: readonly number[]): EncodedExample[] =>
  lengths.map((length, target) => ({ ids: Int32Array.from({ length }, (_, token) => 10 * target + token + 1), target }));

const counts = fc.integer({ min: 1, max: 5 });
const sizes = fc.integer({ min: 1, max: 12 });

afterEach(() => {
  expect(memory().numTensors).toBe(0);
});

describe('the shards put together are the whole batches', () => {
  it('of texts, in their order and bucketed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(9), { maxLength: 40 }),
        sizes,
        counts,
        fc.option(fc.record({ window: sizes, seed: fc.nat() }), { nil: undefined }),
        async (lengths, batchSize, count, buckets) => {
          const options = {
            batchSize,
            maximumLength: 7,
            ...(buckets && { bucketing: { window: buckets.window, random: createRandom(buckets.seed) } }),
          };
          const examples = texts(lengths);
          const whole = await read(tokenBatches(examples, options));
          expect(await together(count, (shard) => tokenBatches(examples, { ...options, shard }))).toEqual(whole);
        },
      ),
    );
  });

  it('of windows of a text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 20, max: 90 }),
        sizes,
        sizes,
        counts,
        fc.boolean(),
        async (length, batchSize, time, count, mixed) => {
          const ids = Int32Array.from({ length }, (_, index) => index);
          const options = {
            batchSize,
            time,
            ...(mixed ? ({ order: 'random', random: createRandom(length) } as const) : ({ order: 'contiguous' } as const)),
          };
          const whole = await read(languageBatches(ids, options));
          expect(await together(count, (shard) => languageBatches(ids, { ...options, shard }))).toEqual(whole);
        },
      ),
    );
  });

  it('of sums', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(40), sizes, counts, async (length, batchSize, count) => {
        const pairs = [...sampledPairs({ bits: 6, random: createRandom(length), count: length })];
        const options = { bits: 6, batchSize };
        const whole = await read(additionBatches(pairs, options));
        expect(await together(count, (shard) => additionBatches(pairs, { ...options, shard }))).toEqual(whole);
      }),
    );
  });
});

describe('a shard', () => {
  it('has nothing of a batch with fewer rows than shards, and pads its rows as the whole batch', async () => {
    const batches = (index: number) => read(tokenBatches(texts([1, 3, 2, 1]), { batchSize: 3, shard: { index, count: 2 } }));
    const [first, second] = [await batches(0), await batches(1)];
    expect(first.map((batch) => batch?.ids)).toEqual([[[1, 0, 0]], undefined]);
    expect(second.map((batch) => batch?.ids)).toEqual([[[11, 12, 13], [21, 22, 0]], [[31]]]); // biome-ignore format: rows
    expect(second.map((batch) => batch?.firstRow)).toEqual([1, 0]);
  });

  it('is told of its own texts that are cut', async () => {
    const cut = async (index: number) => {
      const lengths: number[] = [];
      const options = { batchSize: 4, maximumLength: 2, onCut: (length: number) => lengths.push(length), shard: { index, count: 2 } };
      await read(tokenBatches(texts([5, 1, 4, 3]), options));
      return lengths;
    };
    expect([await cut(0), await cut(1)]).toEqual([[5], [4, 3]]);
  });

  it('reads no ids of other shards where the lengths are known', async () => {
    const asked: number[] = [];
    const lazy = texts([3, 1, 2, 3, 1, 2]).map(({ ids, target }) => ({
      length: ids.length,
      get ids() {
        asked.push(target as number);
        return ids;
      },
      target,
    }));
    const bucketing = { window: 6, random: createRandom(1) };
    const own = await read(tokenBatches(lazy, { batchSize: 3, bucketing, shard: { index: 1, count: 2 } }));
    expect([...new Set(asked)].sort()).toEqual(own.flatMap((batch) => batch?.targets as number[]).sort());
    expect(new Set(asked).size).toBe(4);
  });

  it('refuses a length that is not that of the ids', async () => {
    await expect(read(tokenBatches([{ ids: Int32Array.of(1, 2), target: 0, length: 1 }], { batchSize: 1 }))).rejects.toThrow(
      'tokenBatches: length must be ids.length=2, as it is known before the ids are, but is 1',
    );
  });

  it.each<[Shard, string]>([
    [{ index: 0, count: 0 }, 'shard.count must be a whole number of at least 1, but is 0'],
    [{ index: -1, count: 2 }, 'shard.index must be a whole number of at least 0, but is -1'],
    [{ index: 2, count: 2 }, 'shard.index must be less than shard.count=2, but is 2'],
    [{ index: 0.5, count: 2 }, 'shard.index must be a whole number'],
  ])('is refused at once where it is %o', (shard, message) => {
    const makers = [
      () => tokenBatches([], { batchSize: 1, shard }),
      () => languageBatches(Int32Array.of(1, 2, 3), { batchSize: 1, time: 1, order: 'contiguous', shard }),
      () => additionBatches([], { bits: 4, batchSize: 1, shard }),
    ];
    for (const make of makers) {
      expect(make).toThrow(ArgumentError);
      expect(make).toThrow(message);
    }
  });
});
