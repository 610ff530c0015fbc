import '@tensorflow/tfjs-backend-cpu';
import { createRandom } from '@tidegate/core';
import { createTokenizer, createVocabularyCounter, DataError, type EncodedBatch, type Tokenizer } from '@tidegate/datasets';
import { describe, expect, it } from 'vitest';
import { smallExamples } from '../testing/small-data.js';
import { type Corpus, dealtBatches, keptCorpus, plainBatches, trainingBatches } from './corpus.js';
import { type Encoder, encode } from './encode.js';
import { encodeAll, streamed } from './encode-all.js';
import type { Sample } from './open-samples.js';
import { survey } from './survey.js';

const samples: Sample[] = smallExamples(50).map(({ tokens }, index) => ({
  text: index === 7 ? '\u0301' : tokens.join(' '),
  place: { file: 'small.tsv', line: index + 2 },
}));

async function* reading(from: readonly Sample[] = samples): AsyncGenerator<Sample> {
  yield* from;
}
const again = (from?: readonly Sample[]): AsyncIterable<Sample> => ({ [Symbol.asyncIterator]: () => reading(from) });

/** An encoder, and the texts that it has divided so far. */
function watched(): { readonly encoder: Encoder; readonly divided: string[] } {
  const divided: string[] = [];
  const plain = createTokenizer({ kind: 'words' });
  const tokenizer: Tokenizer = {
    ...plain,
    tokenize(text) {
      divided.push(text);
      return plain.tokenize(text);
    },
  };
  const counter = createVocabularyCounter();
  for (const { text = '' } of samples) counter.add(plain.tokenize(text));
  return { encoder: { tokenizer, vocabulary: counter.build(), targetOf: ({ place }) => place.line }, divided };
}

/** The lines of the examples of the batches, none of a batch without rows. */
async function linesOf(batches: AsyncIterable<EncodedBatch | undefined>): Promise<number[]> {
  const lines: number[] = [];
  for await (const batch of batches) {
    if (!batch) continue;
    lines.push(...batch.targets.dataSync());
    for (const tensor of [batch.ids, batch.lengths, batch.targets]) tensor.dispose();
  }
  return lines;
}

const lengthsOf = async (encoder: Encoder): Promise<Int32Array | undefined> =>
  (await survey(again(), encoder.tokenizer, { keep: false })).lengths;

describe('samples that are encoded on demand', () => {
  it('have the numbers that they would have in memory', async () => {
    const { encoder } = watched();
    const inMemory = samples.map((sample) => encode(sample, encoder));
    const corpus = streamed(again(), encoder, samples.length, await lengthsOf(encoder));
    const found = [];
    for await (const example of corpus.examples()) {
      expect(example.length).toBe(example.ids.length);
      found.push({ ids: example.ids, target: example.target });
    }
    expect(found).toEqual(inMemory);
    const order = createRandom(4);
    const eager: Corpus = { count: corpus.count, examples: () => keptCorpus(inMemory).examples() };
    const sizes = { batchSize: 8, maximumLength: 6 };
    expect(await linesOf(trainingBatches(corpus, sizes, order))).toEqual(await linesOf(trainingBatches(eager, sizes, order)));
  });

  it('are divided into tokens by the process that has them, once', async () => {
    const { encoder, divided } = watched();
    const lengths = await lengthsOf(encoder);
    const parts = [];
    for (const index of [0, 1, 2]) {
      divided.length = 0;
      const corpus = streamed(again(), encoder, samples.length, lengths);
      const own = await linesOf(
        trainingBatches(corpus, { batchSize: 8 }, createRandom(4), { index, count: 3 }) as AsyncIterable<undefined>,
      );
      expect([...divided].sort()).toEqual(own.map((line) => samples[line - 2]?.text).sort());
      parts.push(...own);
    }
    expect(parts.sort((a, b) => a - b)).toEqual(samples.map(({ place }) => place.line));
  });

  it('are divided by the process that whole batches are dealt to, without lengths too', async () => {
    const { encoder, divided } = watched();
    const corpus = await encodeAll(again(), encoder, { keep: false });
    expect(divided).toEqual([]);
    const own = await linesOf(dealtBatches(corpus, { batchSize: 20 }, { rank: 1, size: 2 }));
    expect(own).toEqual(samples.slice(20, 40).map(({ place }) => place.line));
    expect(divided).toEqual(samples.slice(20, 40).map(({ text }) => text));
  });

  it('are refused where the file has changed since its tokens were counted', async () => {
    const { encoder } = watched();
    const lengths = await lengthsOf(encoder);
    const changed = samples.map((sample, index) => (index === 2 ? { ...sample, text: 'rain' } : sample));
    const corpus = streamed(again(changed), encoder, samples.length, lengths);
    const reading = linesOf(plainBatches(corpus, { batchSize: 4 }));
    await expect(reading).rejects.toThrow(DataError);
    await expect(reading).rejects.toThrow(
      'small.tsv:4: was changed while it was read: an example had 6 tokens, and now has 1; train again, and leave the file as it is',
    );
  });
});
