import { type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { ArgumentError, assertInteger, assertOneOf, type Random } from '@tidegate/core';
import { type ExampleStream, exampleStream } from '../stream/example-stream.js';
import { assertShard, type Rows, rowsOf, type Sharded, type Unsharded } from './shard.js';

/** Windows of one long text; who takes it disposes the tensors. */
export interface LanguageBatch {
  /** `[batch, time]` int32 */
  readonly ids: Tensor2D;
  /** `[batch, time]` int32: the token that follows each of `ids`. */
  readonly targets: Tensor2D;
  /** Whether each row goes on where it ended in the batch before, so that its state may be carried on. */
  readonly continues: boolean;
  /** The place of the first row in the whole batch: 0 but for a shard of it. */
  readonly firstRow: number;
}

export type LanguageBatchOptions = {
  readonly batchSize: number;
  /** Tokens a row; the last batch of a contiguous pass may have fewer. */
  readonly time: number;
} & (
  | {
      /** The text as `batchSize` rows, read side by side from their beginning to their end. */
      readonly order: 'contiguous';
      readonly random?: undefined;
    }
  | {
      /** Windows that begin anywhere. */
      readonly order: 'random';
      readonly random: Random;
    }
);

/**
 * Batches that teach to predict the next token. A contiguous pass of two rows over the ids 0 to 10, with `time` 2:
 * ```text
 * ids      [[0, 1], [5, 6]]   [[2, 3], [7, 8]]   [[4], [9]]
 * targets  [[1, 2], [6, 7]]   [[3, 4], [8, 9]]   [[5], [10]]
 * ```
 * The ids that do not fill a row of every batch, fewer than `batchSize`, are left out. A random pass has as many whole batches as fit.
 *
 * With a `shard`, its rows of the same batches.
 *
 * @throws ArgumentError for a bad option, or a text too short for one batch
 */
export function languageBatches(ids: Int32Array, options: LanguageBatchOptions & Unsharded): ExampleStream<LanguageBatch>;
export function languageBatches(ids: Int32Array, options: LanguageBatchOptions & Sharded): ExampleStream<LanguageBatch | undefined>;
export function languageBatches(ids: Int32Array, options: LanguageBatchOptions & Sharded): ExampleStream<LanguageBatch | undefined> {
  const { batchSize, time, order, shard } = options;
  assertInteger('languageBatches', 'batchSize', batchSize, 1);
  assertInteger('languageBatches', 'time', time, 1);
  assertOneOf('languageBatches', 'order', order, ['contiguous', 'random']);
  assertShard('languageBatches', shard);
  const least = order === 'contiguous' ? batchSize + 1 : time + 1;
  if (ids.length < least) {
    throw new ArgumentError('languageBatches', 'ids.length', ids.length, `at least ${least} for batchSize=${batchSize} and time=${time}`);
  }
  const rows = rowsOf(batchSize, shard);
  if (order === 'random') {
    const { random } = options;
    if (!random) throw new ArgumentError('languageBatches', 'random', random, 'given where the order is random');
    return exampleStream(() => randomWindows(ids, batchSize, time, random, rows));
  }
  return exampleStream(() => contiguousRows(ids, batchSize, time, rows));
}

function* contiguousRows(ids: Int32Array, batchSize: number, time: number, rows: Rows): Generator<LanguageBatch | undefined> {
  const rowLength = Math.floor((ids.length - 1) / batchSize);
  for (let begin = 0; begin < rowLength; begin += time) {
    const begins = Int32Array.from({ length: batchSize }, (_, row) => row * rowLength + begin);
    yield windows(ids, begins, Math.min(time, rowLength - begin), rows, begin > 0);
  }
}

function* randomWindows(
  ids: Int32Array,
  batchSize: number,
  time: number,
  random: Random,
  rows: Rows,
): Generator<LanguageBatch | undefined> {
  const batches = Math.max(1, Math.floor((ids.length - 1) / (batchSize * time)));
  for (let batch = 0; batch < batches; batch++) {
    yield windows(ids, random.split('batch', batch).integers(batchSize, ids.length - time), time, rows, false);
  }
}

/** Those of the windows that are among the rows; `undefined` where these are none. */
function windows(
  ids: Int32Array,
  wholeBegins: Int32Array | Uint32Array,
  time: number,
  rows: Rows,
  continues: boolean,
): LanguageBatch | undefined {
  const begins = wholeBegins.subarray(rows.begin, rows.end);
  if (begins.length === 0) return undefined;
  const inputs = new Int32Array(begins.length * time);
  const targets = new Int32Array(begins.length * time);
  for (const [row, begin] of begins.entries()) {
    inputs.set(ids.subarray(begin, begin + time), row * time);
    targets.set(ids.subarray(begin + 1, begin + time + 1), row * time);
  }
  const shape: [number, number] = [begins.length, time];
  return { ids: tensor2d(inputs, shape, 'int32'), targets: tensor2d(targets, shape, 'int32'), continues, firstRow: rows.begin };
}
