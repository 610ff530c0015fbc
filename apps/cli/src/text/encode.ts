import type { EncodedExample, Tokenizer, Vocabulary } from '@tidegate/datasets';
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

/** The ids that a text of so many tokens gives, which are one for a text without any. */
export function encodedLength(tokens: number): number {
  return Math.max(1, tokens);
}

/** A text without any token is taken for an unknown one: a network can say nothing about nothing. */
export function encodeTokens(tokens: readonly string[], vocabulary: Vocabulary): Int32Array {
  return tokens.length === 0 ? Int32Array.of(vocabulary.unknownId) : vocabulary.encode(tokens);
}

export function encode(sample: Sample, { tokenizer, vocabulary, targetOf }: Encoder): EncodedExample {
  return { ids: encodeTokens(tokensOf(sample, tokenizer), vocabulary), target: targetOf(sample) };
}
