import { type Tensor, type Tensor1D, type Tensor2D, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { ArgumentError } from '@tidegate/core';
import { type EncodedExample, lengthOf } from './encoded.js';
import type { Rows } from './shard.js';

/**
 * `{ ids: [rows, time], lengths: [rows], targets }` of some rows of a batch, padded to the longest text of the whole batch, of which no
 * text has more than `maximumLength` tokens. Of the other rows no more than the length is asked.
 */
export function padTokens<Example extends EncodedExample>(
  batch: readonly Example[],
  maximumLength: number,
  { begin, end }: Rows,
): { readonly ids: Tensor2D; readonly lengths: Tensor1D; readonly targets: Tensor; readonly examples: readonly Example[] } {
  const wholeLengths = Int32Array.from(batch, (example) => lengthOf(example, maximumLength));
  const time = wholeLengths.reduce((longest, length) => Math.max(longest, length), 1);
  const lengths = wholeLengths.slice(begin, end);
  const examples = batch.slice(begin, end);
  for (const example of examples) assertLength(example);
  // First what may be refused: a tensor that is there already would never be freed.
  const targets = targetTensor(examples, lengths, time);
  const ids = padded(
    examples.map((example) => example.ids),
    lengths,
    time,
  );
  return { ids, lengths: tensor1d(lengths, 'int32'), targets, examples };
}

function assertLength({ ids, length }: EncodedExample): void {
  if (length === undefined || length === ids.length) return;
  throw new ArgumentError('tokenBatches', 'length', length, `ids.length=${ids.length}, as it is known before the ids are`);
}

function padded(rows: readonly Int32Array[], lengths: Int32Array, time: number): Tensor2D {
  const values = new Int32Array(rows.length * time);
  for (const [index, row] of rows.entries()) values.set(row.subarray(0, lengths[index] as number), index * time);
  return tensor2d(values, [rows.length, time], 'int32');
}

function targetTensor(examples: readonly EncodedExample[], lengths: Int32Array, time: number): Tensor {
  const targets = examples.map(({ target }) => target);
  if (targets.every((target) => typeof target === 'number')) return tensor1d(Int32Array.from(targets), 'int32');
  if (targets.every((target) => target instanceof Float32Array)) return ofClasses(targets);
  if (targets.every((target) => target instanceof Int32Array)) {
    const uneven = examples.find(({ ids, target }) => (target as Int32Array).length !== ids.length);
    if (uneven) {
      const { length } = uneven.target as Int32Array;
      throw new ArgumentError('tokenBatches', 'target', `${length} tags for ${uneven.ids.length} tokens`, 'a tag for each token');
    }
    return padded(targets, lengths, time);
  }
  throw new ArgumentError(
    'tokenBatches',
    'target',
    'of several kinds',
    'of one kind in all examples: a number, Float32Array or Int32Array',
  );
}

function ofClasses(targets: readonly Float32Array[]): Tensor2D {
  const classes = targets[0]?.length ?? 0;
  const uneven = targets.find(({ length }) => length !== classes);
  if (uneven) throw new ArgumentError('tokenBatches', 'target', uneven.length, `a number for each of ${classes} classes in every example`);
  const values = new Float32Array(targets.length * classes);
  for (const [index, target] of targets.entries()) values.set(target, index * classes);
  return tensor2d(values, [targets.length, classes]);
}
