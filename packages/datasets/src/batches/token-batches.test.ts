import '@tensorflow/tfjs-backend-cpu';
import { memory } from '@tensorflow/tfjs-core';
import { ArgumentError, createRandom } from '@tidegate/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readText } from '../readers/read-text.js';
import { data } from '../testing/sources.js';
import type { EncodedExample } from './encoded.js';
import { type TokenBatchOptions, tokenBatches } from './token-batches.js';

/** Texts of these lengths; the tokens of text `i` are `10 i + 1`, `10 i + 2` and so on, and its class is `i`. */
const texts = (lengths: readonly number[]): EncodedExample[] =>
  lengths.map((length, index) => ({ ids: Int32Array.from({ length }, (_, at) => 10 * index + at + 1), target: index }));

async function read(examples: Iterable<EncodedExample> | AsyncIterable<EncodedExample>, options: TokenBatchOptions) {
  const found = [];
  for await (const { ids, lengths, targets, examples: own } of tokenBatches(examples, options)) {
    found.push({ ids: ids.arraySync(), lengths: lengths.arraySync(), targets: targets.arraySync(), examples: own });
    expect([ids.dtype, lengths.dtype]).toEqual(['int32', 'int32']);
    for (const tensor of [ids, lengths, targets]) tensor.dispose();
  }
  return found;
}

describe('tokenBatches', () => {
  it('pads on the right with 0, to the longest text of each batch', async () => {
    const examples = texts([2, 3, 0, 0]);
    expect(await read(examples, { batchSize: 2 })).toEqual([
      { ids: [[1, 2, 0], [11, 12, 13]], lengths: [2, 3], targets: [0, 1], examples: examples.slice(0, 2) }, // biome-ignore format: rows
      { ids: [[0], [0]], lengths: [0, 0], targets: [2, 3], examples: examples.slice(2) },
    ]);
  });

  it('keeps the beginning of texts that are too long, and tells of each', async () => {
    const cut: number[] = [];
    const [batch] = await read(texts([1, 4, 2, 3]), { batchSize: 4, maximumLength: 2, onCut: (length) => cut.push(length) });
    expect(batch?.ids).toEqual([[1, 0], [11, 12], [21, 22], [31, 32]]); // biome-ignore format: rows
    expect(batch?.lengths).toEqual([1, 2, 2, 2]);
    expect(cut).toEqual([4, 3]);
  });

  it('makes targets of several classes, and of tags that are padded and cut as their tokens', async () => {
    const [classes] = await read(
      [Float32Array.of(1, 0, 1), Float32Array.of(0, 0, 0)].map((target) => ({ ids: Int32Array.of(1), target })),
      { batchSize: 2 },
    );
    expect(classes?.targets).toEqual([[1, 0, 1], [0, 0, 0]]); // biome-ignore format: rows
    const tagged = [3, 1].map((length) => ({ ids: new Int32Array(length).fill(9), target: new Int32Array(length).fill(5) }));
    const [tags] = await read(tagged, { batchSize: 2, maximumLength: 2 });
    expect(tags?.targets).toEqual([[5, 5], [5, 0]]); // biome-ignore format: rows
  });

  it('gives each text once, in buckets of like length whose order is of the seed', async () => {
    const lengths = Array.from(createRandom(3).integers(103, 40), (length) => length + 1);
    const options = (seed: number) => ({ batchSize: 8, bucketing: { window: 40, random: createRandom(seed) } });
    const found = await read(texts(lengths), options(1));
    expect(found.flatMap((batch) => batch.targets as number[]).sort((a, b) => a - b)).toEqual(lengths.map((_, index) => index));
    expect(found.map((batch) => batch.lengths.length)).toEqual([...Array.from({ length: 12 }, () => 8), 7]);
    const padding = (batches: typeof found) =>
      batches.reduce((sum, batch) => sum + Math.max(...batch.lengths) * batch.lengths.length, 0) - lengths.reduce((a, b) => a + b);
    expect(padding(found)).toBeLessThan(0.4 * padding(await read(texts(lengths), { batchSize: 8 })));
    expect(await read(texts(lengths), options(1))).toEqual(found);
    expect(await read(texts(lengths), options(2))).not.toEqual(found);
    // The first batch is not always that of the shortest texts.
    const firsts = new Set<number>();
    for (let seed = 0; seed < 10; seed++) {
      const [first] = await read(texts(lengths), options(seed));
      firsts.add(Math.max(...(first?.lengths ?? [])));
    }
    expect(Math.max(...firsts) - Math.min(...firsts)).toBeGreaterThan(20);
  });

  it('gives each text once for any sizes', async () => {
    const sizes = fc.integer({ min: 1, max: 12 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(9), { maxLength: 40 }), sizes, sizes, fc.nat(), async (lengths, batchSize, window, seed) => {
        const found = await read(texts(lengths), { batchSize, bucketing: { window, random: createRandom(seed) } });
        expect(found.flatMap((batch) => batch.targets as number[]).sort((a, b) => a - b)).toEqual(lengths.map((_, index) => index));
        expect(found.slice(0, -1).every((batch) => batch.lengths.length === batchSize)).toBe(true);
      }),
    );
  });

  it('takes texts that come in time, with all that they carry', async () => {
    const [example] = texts([1]);
    async function* slowly() {
      for await (const text of readText(data('xyz'))) yield { ...(example as EncodedExample), text };
    }
    for await (const batch of tokenBatches(slowly(), { batchSize: 2 })) {
      expect(batch.examples.map(({ text }) => text)).toEqual(['xyz']);
      for (const tensor of [batch.ids, batch.lengths, batch.targets]) tensor.dispose();
    }
  });

  it.each<[readonly EncodedExample[], string]>([
    [[{ ids: Int32Array.of(1, 2), target: Int32Array.of(1) }], 'target must be a tag for each token, but is "1 tags for 2 tokens"'],
    [[...texts([1]), { ids: Int32Array.of(1), target: Int32Array.of(1) }], 'target must be of one kind in all examples'],
    [[2, 3].map((size) => ({ ids: Int32Array.of(1), target: new Float32Array(size) })), 'a number for each of 2 classes in every example'],
  ])('refuses targets that do not fit, and leaves no tensor: %#', async (examples, message) => {
    const before = memory().numTensors;
    await expect(read(examples, { batchSize: 4 })).rejects.toThrow(message);
    expect(memory().numTensors).toBe(before);
  });

  it('makes three tensors a batch, and none ahead', async () => {
    const before = memory().numTensors;
    for await (const { ids, lengths, targets } of tokenBatches(texts([1, 2, 3]), { batchSize: 1 })) {
      expect(memory().numTensors).toBe(before + 3);
      for (const tensor of [ids, lengths, targets]) tensor.dispose();
    }
    expect(memory().numTensors).toBe(before);
  });

  it.each<[TokenBatchOptions, string]>([
    [{ batchSize: 0 }, 'batchSize'],
    [{ batchSize: 1, maximumLength: 0 }, 'maximumLength'],
    [{ batchSize: 1, bucketing: { window: 0, random: createRandom(0) } }, 'bucketing.window'],
  ])('refuses %o at once', (options, name) => {
    expect(() => tokenBatches([], options)).toThrow(ArgumentError);
    expect(() => tokenBatches([], options)).toThrow(`tokenBatches: ${name} must be a whole number of at least 1`);
  });
});
