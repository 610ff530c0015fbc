import type { EncodedExample, Tokenizer, Vocabulary } from '@tidegate/datasets';
import { type Corpus, keptCorpus } from './corpus.js';
import type { Sample } from './open-samples.js';
import { tokensOf } from './tokens-of.js';

/** What is to be learned from a sample, as a number or several. */
export type TargetOf = (sample: Sample) => EncodedExample['target'];

/** Turns samples into numbers. */
export interface Encoder {
  readonly tokenizer: Tokenizer;
  readonly vocabulary: Vocabulary;
  readonly targetOf: TargetOf;
}

/** A text without any token is taken for an unknown one: a network can say nothing about nothing. */
export function encodeTokens(tokens: readonly string[], vocabulary: Vocabulary): Int32Array {
  return tokens.length === 0 ? Int32Array.of(vocabulary.unknownId) : vocabulary.encode(tokens);
}

export function encode(sample: Sample, { tokenizer, vocabulary, targetOf }: Encoder): EncodedExample {
  return { ids: encodeTokens(tokensOf(sample, tokenizer), vocabulary), target: targetOf(sample) };
}

/**
 * Encodes samples: at once into memory, or as a stream in each pass.
 *
 * @throws DataError if a sample has a label that is not known; where it streams, a first pass checks them all
 */
export async function encodeAll(samples: AsyncIterable<Sample>, encoder: Encoder, options: { readonly keep: boolean }): Promise<Corpus> {
  if (options.keep) {
    const kept: EncodedExample[] = [];
    for await (const sample of samples) kept.push(encode(sample, encoder));
    return keptCorpus(kept);
  }
  let count = 0;
  for await (const sample of samples) {
    encoder.targetOf(sample);
    count++;
  }
  return streamed(samples, encoder, count);
}

/** Samples whose labels are known to be right, encoded in each pass. */
export function streamed(samples: AsyncIterable<Sample>, encoder: Encoder, count: number): Corpus {
  return {
    count,
    async *examples() {
      for await (const sample of samples) yield encode(sample, encoder);
    },
  };
}
