import { createSkipLog, type EncodedBatch, type Tokenizer, type Vocabulary } from '@tidegate/datasets';
import type { ColumnNames } from '@tidegate/model-directory';
import { UsageError } from '../errors/usage-error.js';
import type { EvaluateOptions } from '../options/evaluate-options.js';
import { columnsOf } from './columns.js';
import { plainBatches } from './corpus.js';
import { encode, type TargetOf } from './encode.js';
import type { ExampleTask } from './train-on-examples.js';

export interface FileToMeasure {
  readonly options: EvaluateOptions;
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

/** The batches of a file that a trained model is measured on, and what was left out of it. */
export function batchesOfFile({ options, open, tokenizer, vocabulary, targetOf, maximumLength, columns }: FileToMeasure): {
  readonly batches: AsyncIterable<EncodedBatch>;
  readonly skipped: () => string | undefined;
} {
  const skips = createSkipLog();
  const samples = open(dataOf(options), { ...columns, ...columnsOf(options) }, skips.onSkip);
  const corpus = {
    count: 0,
    async *examples() {
      for await (const sample of samples) yield encode(sample, { tokenizer, vocabulary, targetOf });
    },
  };
  const { batchSize = defaultBatchSize } = options;
  return { batches: plainBatches(corpus, { batchSize, maximumLength }), skipped: () => skips.describe() };
}
