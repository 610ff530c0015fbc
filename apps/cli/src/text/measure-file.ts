import { createSkipLog, type EncodedBatch, type Tokenizer, type Vocabulary } from '@tidegate/datasets';
import type { ColumnNames } from '@tidegate/model-directory';
import { UsageError } from '../errors/usage-error.js';
import type { EvaluateOptions } from '../options/evaluate-options.js';
import { columnsOf } from './columns.js';
import { plainBatches } from './corpus.js';
import { dealt, type Rank } from './dealt.js';
import { encode, type TargetOf } from './encode.js';
import type { ExampleTask } from './train-on-examples.js';

export interface FileToMeasure {
  readonly options: EvaluateOptions;
  /** Which of the processes is to measure. */
  readonly rank: Rank;
  readonly open: ExampleTask<unknown>['open'];
  readonly tokenizer: Tokenizer;
  readonly vocabulary: Vocabulary;
  readonly targetOf: TargetOf;
  readonly maximumLength?: number | undefined;
  /** Those of the training, which count unless the options name others. */
  readonly columns?: ColumnNames | undefined;
}

const defaultBatchSize = 64;

/** @throws UsageError without `--data` */
export function dataOf({ data }: EvaluateOptions): string {
  if (data === undefined) throw new UsageError('--data', 'the path of a file or a folder to test on', 'missing');
  return data;
}

/** The batches of a file that a process measures a trained model on, and what was left out of the file. */
export function batchesOfFile({ options, rank, open, tokenizer, vocabulary, targetOf, maximumLength, columns }: FileToMeasure): {
  readonly batches: AsyncIterable<EncodedBatch>;
  readonly skipped: () => string | undefined;
} {
  const skips = createSkipLog();
  const samples = open(dataOf(options), { ...columns, ...columnsOf(options) }, skips.onSkip);
  const { batchSize = defaultBatchSize } = options;
  const encoded = async function* () {
    // All read the whole file, and encode what is theirs.
    for await (const sample of dealt(samples, batchSize, rank)) yield encode(sample, { tokenizer, vocabulary, targetOf });
  };
  return { batches: plainBatches({ count: 0, examples: encoded }, { batchSize, maximumLength }), skipped: () => skips.describe() };
}
