import type { Random } from '@tidegate/core';
import {
  createLabels,
  createSkipLog,
  createTokenizer,
  DataError,
  type EncodedExample,
  type Labels,
  type OnSkip,
  splitExamples,
  type Tokenizer,
  type TokenizerKind,
  type Vocabulary,
} from '@tidegate/datasets';
import { UsageError } from '../errors/usage-error.js';
import type { Reporter } from '../reporting/reporter.js';
import { assertReadableAgain } from './assert-readable-again.js';
import { type Columns, columnsOf } from './columns.js';
import { type Corpus, keptCorpus } from './corpus.js';
import { type Encoder, encodeTokens, type TargetOf } from './encode.js';
import { encodeAll, streamed } from './encode-all.js';
import { interruptible } from './interruptible.js';
import { isSmall } from './is-small.js';
import type { Sample } from './open-samples.js';
import { type Survey, survey } from './survey.js';

/** The share of `--data` that the best weights are chosen by, if there is no `--valid`. */
export const heldOutShare = 0.1;

const megabyte = 1_000_000;
/** More of them are no classes but something else, such as numbers of lines. */
const mostLabels = 20_000;

export interface DataSettings extends Columns {
  readonly data?: string;
  readonly valid?: string | false;
  readonly test?: string;
  readonly tokenizer?: TokenizerKind;
  readonly lowercase?: boolean;
  readonly minimumCount?: number;
  readonly vocabularySize?: number;
  /** Megabytes of a file up to which it is kept in memory. */
  readonly keepUpTo?: number;
}

/** What a network learns to tell apart, in the words of its task. */
export interface LearnedThings {
  /** `class` */
  readonly one: string;
  /** `labels` */
  readonly many: string;
  /** Where a file has them, as a question or a remark. */
  readonly place: string;
}

export interface PrepareOptions {
  readonly settings: DataSettings;
  readonly open: (path: string, columns: Columns, onSkip: OnSkip) => AsyncIterable<Sample>;
  readonly learned: LearnedThings;
  /** What a sample teaches, once all labels are known. */
  readonly targets: (labels: Labels, found: Survey) => TargetOf;
  readonly random: Random;
  readonly reporter: Reporter;
  /** Asked while data are read; true ends it. */
  readonly isStopped: () => boolean;
}

/** Data that a network can be trained on. */
export interface Prepared {
  readonly training: Corpus;
  /** Nothing where `--no-valid` says so, or where the data are too few to hold some out. */
  readonly validation?: Corpus;
  readonly test?: Corpus;
  readonly tokenizer: Tokenizer;
  readonly vocabulary: Vocabulary;
  readonly labels: Labels;
  /** What the first pass over the training data found. */
  readonly found: Survey;
  /** What was left out, in a line. */
  readonly skipped: string | undefined;
}

/**
 * Reads the data once to count tokens and labels, then encodes them.
 *
 * @throws UsageError without `--data`
 * @throws DataError if a file is not what its reader expects, or has a label that is not learned
 * @throws Interruption if the user wants to stop
 */
export async function prepare(options: PrepareOptions): Promise<Prepared> {
  const { settings, open, learned, targets, random, reporter, isStopped } = options;
  const { data, valid, test, tokenizer: kind = 'words', lowercase = false, keepUpTo = 50 } = settings;
  const mostKept = keepUpTo * megabyte;
  if (data === undefined) throw new UsageError('--data', 'the path of a file or a folder to learn from', 'missing');
  for (const [flag, path] of Object.entries({ '--data': data, '--valid': valid, '--test': test }))
    if (path) await assertReadableAgain(flag, path);
  const skips = createSkipLog();
  const onSkip = once(skips.onSkip);
  const columns = columnsOf(settings);
  const preparation = { isOver: false };
  const endsPreparation = (): boolean => !preparation.isOver && isStopped();
  const opened = (path: string): AsyncIterable<Sample> => interruptible(open(path, columns, onSkip), endsPreparation);
  const { training, heldOut } = valid === undefined ? divide(opened(data), random) : { training: opened(data) };
  const tokenizer = createTokenizer({ kind, lowercase });
  const keep = await isSmall(data, mostKept);

  const found = await survey(training, tokenizer, { keep, onExample: (seen) => showCount(reporter, seen) });
  const others = heldOut ? await labelsOf(heldOut) : new Set<string>();
  const names = [...new Set([...found.labels.keys(), ...others])].sort();
  assertLearnable(data, names, learned);
  const labels = createLabels(names);
  const { minimumCount = 1, vocabularySize } = settings;
  const vocabulary = found.counter.build({ minimumCount, ...(vocabularySize !== undefined && { maximumSize: vocabularySize }) });
  const encoder: Encoder = { tokenizer, vocabulary, targetOf: targets(labels, found) };
  const encoded = async (path: string): Promise<Corpus> => encodeAll(opened(path), encoder, { keep: await isSmall(path, mostKept) });

  const validation = heldOut ? await encodeAll(heldOut, encoder, { keep }) : valid ? await encoded(valid) : undefined;
  const testing = test === undefined ? undefined : await encoded(test);
  // From now on an interruption ends training after a step, with what was learned so far.
  preparation.isOver = true;
  return {
    training: found.kept ? keptCorpus(encodeKept(found, encoder)) : streamed(training, encoder, found.examples, found.lengths),
    ...(validation && validation.count > 0 && { validation }),
    ...(testing && { test: testing }),
    tokenizer,
    vocabulary,
    labels,
    found,
    skipped: skips.describe(),
  };
}

function assertLearnable(file: string, names: readonly string[], { one, many, place }: LearnedThings): void {
  if (names.length > mostLabels) throw new DataError({ file }, `has ${names.length} different ${many}; ${place}`);
  if (names.length > 1) return;
  const problem = names.length === 0 ? `has no ${many}` : `has one ${one} only, "${names[0]}"`;
  throw new DataError({ file }, `${problem}; a network needs two or more to tell apart`);
}

function divide(
  samples: AsyncIterable<Sample>,
  random: Random,
): { readonly training: AsyncIterable<Sample>; readonly heldOut: AsyncIterable<Sample> } {
  return splitExamples(samples, {
    shares: { training: 1 - heldOutShare, heldOut: heldOutShare },
    random: random.split('heldOut'),
    stratifyBy: ({ label = '' }: Sample) => label,
  });
}

async function labelsOf(samples: AsyncIterable<Sample>): Promise<Set<string>> {
  const names = new Set<string>();
  for await (const { label, labels = [], tags = [] } of samples)
    for (const name of [...labels, ...tags, ...(label === undefined ? [] : [label])]) names.add(name);
  return names;
}

function encodeKept({ kept = [], words }: Survey, { vocabulary, targetOf }: Encoder): EncodedExample[] {
  const ids = vocabulary.encode(words);
  return kept.map(({ sample, tokens }) => ({
    ids: tokens.length === 0 ? encodeTokens([], vocabulary) : tokens.map((token) => ids[token] as number),
    target: targetOf(sample),
  }));
}

/** Files are gone through several times; what is left out counts once. */
function once(onSkip: OnSkip): OnSkip {
  const seen = new Set<string>();
  return (place, reason) => {
    const key = `${place.file}:${place.line}`;
    if (seen.has(key)) return;
    seen.add(key);
    onSkip(place, reason);
  };
}

function showCount(reporter: Reporter, seen: number): void {
  if (seen % 1000 === 0 && reporter.wantsProgress()) reporter.progress({ done: seen, text: 'examples counted' });
}
