import type { Random } from '@tidegate/core';
import {
  createLabels,
  createTokenizer,
  createVocabularyCounter,
  type EncodedExample,
  type Labels,
  splitExamples,
  type Tokenizer,
  type TokenizerConfig,
  type Vocabulary,
} from '@tidegate/datasets';
import { ProblemError } from './problem.js';
import type { LabelledText } from './read-data.js';

/** A text as numbers, with its words for those who look at it. */
export interface LearnedText extends EncodedExample {
  readonly text: string;
  /** The id of its class. */
  readonly target: number;
}

/** Data that a network can be trained on. */
export interface PreparedData {
  readonly training: readonly LearnedText[];
  /** A tenth, held out; none where the data are too few. */
  readonly validation: readonly LearnedText[];
  readonly tokenizer: Tokenizer;
  readonly vocabulary: Vocabulary;
  readonly labels: Labels;
  /** How many texts each class has, by id. */
  readonly counts: readonly number[];
}

/** Classes that the page can show. */
export const mostClasses = 50;
/** Tokens that are learned by themselves; rarer ones count as unknown. */
const mostTokens = 20_000;
/** Of longer texts the beginning is read. */
export const maximumLength = 200;

const heldOutShare = 0.1;
/** Of fewer, none is held out: what is left to learn from might lack a class, or be nothing. */
const fewTexts = 20;

/**
 * Divides and encodes labelled texts, as `tidegate train` does: for the same texts and the same seed it has the same tenth held out. Of
 * fewer than 20 texts none is.
 *
 * @param random of the run
 * @throws ProblemError if there is one class only, or more than can be shown
 */
export async function prepareData(texts: readonly LabelledText[], config: TokenizerConfig, random: Random): Promise<PreparedData> {
  const names = [...new Set(texts.map(({ label }) => label))].sort();
  if (names.length < 2) throw new ProblemError({ kind: 'oneClass', name: names[0] ?? '' });
  if (names.length > mostClasses) throw new ProblemError({ kind: 'manyClasses', count: names.length, most: mostClasses });
  const tokenizer = createTokenizer(config);
  const split = texts.length < fewTexts ? { training: texts, heldOut: [] } : divide(texts, random);
  const training = await tokenized(split.training, tokenizer);
  const heldOut = await tokenized(split.heldOut, tokenizer);
  const counter = createVocabularyCounter();
  for (const { tokens } of training) counter.add(tokens);
  const vocabulary = counter.build({ maximumSize: mostTokens });
  const labels = createLabels(names);
  const ids = new Map(names.map((name, id) => [name, id]));
  const encode = ({ text, label, tokens }: TokenizedText): LearnedText => ({
    text,
    ids: encodeTokens(tokens.slice(0, maximumLength), vocabulary),
    target: ids.get(label) as number,
  });
  const counts = names.map(() => 0);
  for (const { label } of texts) counts[ids.get(label) as number]! += 1;
  return { training: training.map(encode), validation: heldOut.map(encode), tokenizer, vocabulary, labels, counts };
}

/** The numbers of a text; one without any token is taken for an unknown one, since a network can say nothing about nothing. */
export function encodeTokens(tokens: readonly string[], vocabulary: Vocabulary): Int32Array {
  return tokens.length === 0 ? Int32Array.of(vocabulary.unknownId) : vocabulary.encode(tokens);
}

function divide(texts: readonly LabelledText[], random: Random) {
  return splitExamples(texts, {
    shares: { training: 1 - heldOutShare, heldOut: heldOutShare },
    random: random.split('heldOut'),
    stratifyBy: ({ label }) => label,
  });
}

interface TokenizedText extends LabelledText {
  readonly tokens: readonly string[];
}

async function tokenized(texts: Iterable<LabelledText> | AsyncIterable<LabelledText>, tokenizer: Tokenizer): Promise<TokenizedText[]> {
  const found: TokenizedText[] = [];
  for await (const each of texts) found.push({ ...each, tokens: tokenizer.tokenize(each.text) });
  return found;
}
