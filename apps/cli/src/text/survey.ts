import { createVocabularyCounter, type Tokenizer, type VocabularyCounter } from '@tidegate/datasets';
import { encodedLength } from './encode.js';
import { growingIntegers } from './growing-integers.js';
import type { Sample } from './open-samples.js';
import { tokensOf } from './tokens-of.js';

/** What a first pass over the data finds. */
export interface Survey {
  readonly examples: number;
  readonly counter: VocabularyCounter;
  /** Every label or tag, and how often it stands. */
  readonly labels: ReadonlyMap<string, number>;
  /** Whether examples have several labels, or none. */
  readonly hasSeveral: boolean;
  /** The tokens of each example as provisional numbers, where they are kept. */
  readonly kept?: readonly { readonly sample: Sample; readonly tokens: Int32Array }[];
  /** The ids that each example will give, where its tokens are not kept. */
  readonly lengths?: Int32Array;
  /** What the provisional numbers stand for. */
  readonly words: readonly string[];
}

/** Different tokens that are counted at a time, so that a large file takes little memory. */
const mostCounted = 1_000_000;

/**
 * Counts tokens and labels.
 *
 * @param options.keep whether the tokens are kept too, so that texts are divided once
 * @param options.onExample is told how many were seen
 */
export async function survey(
  samples: AsyncIterable<Sample>,
  tokenizer: Tokenizer,
  options: { readonly keep: boolean; readonly onExample?: (count: number) => void },
): Promise<Survey> {
  const counter = createVocabularyCounter({ maximumCounted: mostCounted });
  const labels = new Map<string, number>();
  const intern = createInterner();
  const kept: { sample: Sample; tokens: Int32Array }[] = [];
  const lengths = growingIntegers();
  let examples = 0;
  let hasSeveral = false;
  for await (const sample of samples) {
    const tokens = tokensOf(sample, tokenizer);
    counter.add(tokens);
    countInto(labels, sample);
    hasSeveral ||= sample.labels !== undefined;
    if (options.keep) kept.push({ sample: withoutText(sample), tokens: intern.idsOf(tokens) });
    else lengths.add(encodedLength(tokens.length));
    examples++;
    options.onExample?.(examples);
  }
  return { examples, counter, labels, hasSeveral, words: intern.words, ...(options.keep ? { kept } : { lengths: lengths.values() }) };
}

function countInto(labels: Map<string, number>, { label, labels: several = [], tags = [] }: Sample): void {
  for (const name of label === undefined ? [...several, ...tags] : [label, ...tags]) labels.set(name, (labels.get(name) ?? 0) + 1);
}

function withoutText({ text: _text, tokens: _tokens, ...sample }: Sample): Sample {
  return sample;
}

function createInterner(): { readonly words: readonly string[]; idsOf(tokens: readonly string[]): Int32Array } {
  const words: string[] = [];
  const ids = new Map<string, number>();
  const idOf = (token: string): number => {
    const known = ids.get(token);
    if (known !== undefined) return known;
    // A copy, since a part of a text would keep the whole text in memory.
    const copy = ` ${token}`.slice(1);
    ids.set(copy, words.length);
    return words.push(copy) - 1;
  };
  return { words, idsOf: (tokens) => Int32Array.from(tokens, idOf) };
}
