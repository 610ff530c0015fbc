import '@tensorflow/tfjs-backend-cpu';
import { memory } from '@tensorflow/tfjs-core';
import { ArgumentError, createRandom } from '@tidegate/core';
import { describe, expect, it } from 'vitest';
import { type LanguageBatchOptions, languageBatches } from './language-batches.js';

const count = (length: number) => Int32Array.from({ length }, (_, index) => index);

function read(ids: Int32Array, options: LanguageBatchOptions) {
  const found = [];
  for (const batch of languageBatches(ids, options)) {
    expect([batch.ids.dtype, batch.targets.dtype]).toEqual(['int32', 'int32']);
    found.push({ ids: batch.ids.arraySync(), targets: batch.targets.arraySync(), continues: batch.continues });
    batch.ids.dispose();
    batch.targets.dispose();
  }
  return found;
}

describe('contiguous', () => {
  it('reads the rows of a text side by side', () => {
    expect(read(count(11), { batchSize: 2, time: 2, order: 'contiguous' })).toEqual([
      { ids: [[0, 1], [5, 6]], targets: [[1, 2], [6, 7]], continues: false }, // biome-ignore format: rows
      { ids: [[2, 3], [7, 8]], targets: [[3, 4], [8, 9]], continues: true }, // biome-ignore format: rows
      { ids: [[4], [9]], targets: [[5], [10]], continues: true },
    ]);
  });

  it.each([
    [100, 3, 7],
    [101, 1, 10],
    [12, 11, 5],
  ])('asks for each of %i tokens once but fewer than a batch of %i, with %i steps', (length, batchSize, time) => {
    const found = read(count(length), { batchSize, time, order: 'contiguous' });
    const asked = found.flatMap(({ targets }) => targets.flat()).sort((a, b) => a - b);
    expect(asked).toEqual([...count(asked.length)].map((index) => index + 1));
    expect(length - 1 - asked.length).toBeLessThan(batchSize);
    for (const [index, { ids, targets, continues }] of found.entries()) {
      expect(targets).toEqual(ids.map((row) => row.map((id) => id + 1)));
      expect(continues).toBe(index > 0);
      const previous = found[index - 1];
      if (previous) expect(ids.map((row) => row[0])).toEqual(previous.targets.map((row) => row.at(-1)));
    }
  });
});

describe('random', () => {
  const options = (seed: number) => ({ batchSize: 4, time: 5, order: 'random', random: createRandom(seed) }) as const;

  it('draws windows from everywhere, as many as fit in the text', () => {
    const found = read(count(1001), options(1));
    expect(found).toHaveLength(50);
    for (const { ids, targets, continues } of found) {
      expect(continues).toBe(false);
      for (const [row, window] of ids.entries()) {
        expect(window).toEqual([0, 1, 2, 3, 4].map((step) => (window[0] as number) + step));
        expect(targets[row]).toEqual(window.map((id) => id + 1));
      }
    }
    const begins = found.flatMap(({ ids }) => ids.map((row) => row[0] as number));
    expect(new Set(begins).size).toBeGreaterThan(150);
    expect(Math.min(...begins)).toBeLessThan(50);
    expect(Math.max(...begins)).toBeGreaterThan(945);
  });

  it('reaches the first and the last token', () => {
    const begins = new Set(
      read(count(41), { ...options(1), batchSize: 1 })
        .concat(...[2, 3, 4, 5, 6, 7, 8, 9].map((seed) => read(count(8), options(seed))))
        .map(({ ids }) => (ids[0] as number[])[0]),
    );
    expect([0, 1, 2].every((begin) => begins.has(begin))).toBe(true);
    expect(read(count(6), options(1))[0]?.targets).toEqual([1, 2, 3, 4].map(() => [1, 2, 3, 4, 5]));
  });

  it('is the same in every pass, and another for another seed', () => {
    expect(read(count(200), options(1))).toEqual(read(count(200), options(1)));
    expect(read(count(200), options(2))).not.toEqual(read(count(200), options(1)));
  });
});

describe('languageBatches', () => {
  it('makes two tensors a batch, and none ahead', async () => {
    const before = memory().numTensors;
    for await (const { ids, targets } of languageBatches(count(50), { batchSize: 2, time: 4, order: 'contiguous' })) {
      expect(memory().numTensors).toBe(before + 2);
      ids.dispose();
      targets.dispose();
    }
    expect(memory().numTensors).toBe(before);
  });

  it.each<[number, LanguageBatchOptions, string]>([
    [10, { batchSize: 0, time: 1, order: 'contiguous' }, 'batchSize must be a whole number of at least 1'],
    [10, { batchSize: 1, time: 0, order: 'contiguous' }, 'time must be a whole number of at least 1'],
    [4, { batchSize: 4, time: 1, order: 'contiguous' }, 'ids.length must be at least 5 for batchSize=4 and time=1, but is 4'],
    [5, { batchSize: 1, time: 5, order: 'random', random: createRandom(0) }, 'ids.length must be at least 6'],
    [9, { batchSize: 1, time: 5, order: 'random' } as never, 'random must be given where the order is random'],
    [9, { batchSize: 1, time: 5, order: 'mixed' } as never, 'order must be one of contiguous, random, but is "mixed"'],
  ])('refuses %i tokens with %o', (length, options, message) => {
    expect(() => languageBatches(count(length), options)).toThrow(ArgumentError);
    expect(() => languageBatches(count(length), options)).toThrow(message);
  });
});
