import { type Tensor2D, type Tensor3D, tensor2d, tensor3d } from '@tensorflow/tfjs-core';
import { ArgumentError, assertInteger } from '@tidegate/core';
import { inGroups } from '../batches/in-groups.js';
import { assertShard, type Rows, rowsOf, type Sharded, type Unsharded } from '../batches/shard.js';
import type { AdditionExample } from './addition-example.js';
import { assertBits } from './bits.js';

/** A batch of sums as bits, the least significant first; who takes it disposes the tensors. */
export interface AdditionBatch {
  /** `[batch, bits, 2]`: at each step one bit of the first number and one of the second. */
  readonly inputs: Tensor3D;
  /** `[batch, bits]`: at each step one bit of the sum. */
  readonly targets: Tensor2D;
  readonly examples: readonly AdditionExample[];
  /** The place of the first row in the whole batch: 0 but for a shard of it. */
  readonly firstRow: number;
}

export interface AdditionBatchOptions {
  /** Steps of each sequence, from 1 to 32; it may be more than the sums need. */
  readonly bits: number;
  /** Examples a batch. */
  readonly batchSize: number;
}

/**
 * Turns examples into batches; the last one is shorter where the examples run out.
 *
 * Examples that can be read without waiting (an `ExampleStream`, an array) are.
 *
 * With a `shard`, its rows of the same batches; only its own examples are turned into bits.
 *
 * @throws ArgumentError at once for a bad option, and while reading for an example that does not fit in `bits` bits
 */
export function additionBatches(
  examples: Iterable<AdditionExample> | AsyncIterable<AdditionExample>,
  options: AdditionBatchOptions & Unsharded,
): AsyncIterable<AdditionBatch>;
export function additionBatches(
  examples: Iterable<AdditionExample> | AsyncIterable<AdditionExample>,
  options: AdditionBatchOptions & Sharded,
): AsyncIterable<AdditionBatch | undefined>;
export function additionBatches(
  examples: Iterable<AdditionExample> | AsyncIterable<AdditionExample>,
  { bits, batchSize, shard }: AdditionBatchOptions & Sharded,
): AsyncIterable<AdditionBatch | undefined> {
  assertBits('additionBatches', bits);
  assertInteger('additionBatches', 'batchSize', batchSize, 1);
  assertShard('additionBatches', shard);
  return {
    async *[Symbol.asyncIterator]() {
      for await (const group of inGroups(examples, batchSize)) yield encode(group, bits, rowsOf(group.length, shard));
    },
  };
}

function encode(whole: readonly AdditionExample[], bits: number, { begin, end }: Rows): AdditionBatch | undefined {
  if (begin === end) return undefined;
  const examples = whole.slice(begin, end);
  const inputs = new Float32Array(examples.length * bits * 2);
  const targets = new Float32Array(examples.length * bits);
  const limit = 2 ** bits;
  let step = 0;
  for (const { first, second, sum } of examples) {
    if (!(fits(first, limit) && fits(second, limit) && fits(sum, limit))) throw misfit({ first, second, sum }, bits);
    for (let position = 0; position < bits; position++, step++) {
      inputs[2 * step] = (first >>> position) & 1;
      inputs[2 * step + 1] = (second >>> position) & 1;
      targets[step] = (sum >>> position) & 1;
    }
  }
  return {
    inputs: tensor3d(inputs, [examples.length, bits, 2]),
    targets: tensor2d(targets, [examples.length, bits]),
    examples,
    firstRow: begin,
  };
}

function fits(value: number, limit: number): boolean {
  return value >= 0 && value < limit && Math.floor(value) === value;
}

function misfit(example: AdditionExample, bits: number): ArgumentError {
  const limit = 2 ** bits;
  const [name, value] = Object.entries(example).find(([, number]) => !fits(number, limit)) as [string, number];
  return new ArgumentError('additionBatches', `example.${name}`, value, `a whole number from 0 to ${limit - 1} to fit in ${bits} bits`);
}
