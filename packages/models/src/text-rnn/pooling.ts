import {
  add,
  cast,
  concat,
  div,
  expandDims,
  less,
  max,
  maximum,
  range,
  reshape,
  sub,
  sum,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
  tensor1d,
  where,
} from '@tensorflow/tfjs-core';
import { embedding } from '@tidegate/ops';
import type { BothDirections } from '../recurrent-encoder/bidirectional-encoder.js';

/**
 * How a sequence of outputs becomes one vector. For a sequence of three real steps and one padded (`f` forward, `b` backward):
 * ```text
 * step           0    1    2    3
 * forward        f0   f1   f2   .
 * backward       b0   b1   b2   .
 * final-state    [f2, b0]                 each direction has read all
 * last-position  [f2, b2]                 the backward half has read one token
 * mean           [(f0 + f1 + f2) / 3, (b0 + b1 + b2) / 3]
 * max            [max(f0, f1, f2), max(b0, b1, b2)]
 * ```
 * A sequence without real steps gives zeros.
 */
export const poolings = ['final-state', 'last-position', 'mean', 'max'] as const;
export type Pooling = (typeof poolings)[number];

const poolers: Readonly<Record<Pooling, (both: BothDirections, lengths: Tensor1D | undefined) => [Tensor2D, Tensor2D]>> = {
  'final-state': ({ forward, backward }) => [forward.final, backward.final],
  'last-position': ({ forward, backward }, lengths) => [forward.final, lastOutputs(backward.outputs, lengths)],
  mean: ({ forward, backward }, lengths) => [mean(forward.outputs, lengths), mean(backward.outputs, lengths)],
  max: ({ forward, backward }, lengths) => [largest(forward.outputs, lengths), largest(backward.outputs, lengths)],
};

/** `[batch, 2 * hiddenSize]` */
export function pool(pooling: Pooling, both: BothDirections, lengths: Tensor1D | undefined): Tensor2D {
  return concat(poolers[pooling](both, lengths), 1);
}

/** The output at each sequence's own last step. */
function lastOutputs(outputs: Tensor3D, lengths: Tensor1D | undefined): Tensor2D {
  const [batch, time, size] = outputs.shape;
  const rows: Tensor2D = reshape(outputs, [batch * time, size]);
  return embedding({ table: rows, ids: lastRows(batch, time, lengths) }) as Tensor2D;
}

/** Where the last step of each sequence stands among the rows of all; of an empty sequence its first step, which holds zeros. */
function lastRows(batch: number, time: number, lengths: Tensor1D | undefined): Tensor1D {
  const first = Array.from({ length: batch }, (_, sequence) => sequence * time);
  if (!lengths)
    return tensor1d(
      first.map((row) => row + time - 1),
      'int32',
    );
  return cast(add(tensor1d(first, 'int32'), maximum(sub(lengths, 1), 0)), 'int32');
}

function mean(outputs: Tensor3D, lengths: Tensor1D | undefined): Tensor2D {
  const [, time] = outputs.shape;
  const total: Tensor2D = sum(outputs, 1);
  return lengths ? div(total, expandDims(maximum(lengths, 1), 1)) : div(total, time);
}

function largest(outputs: Tensor3D, lengths: Tensor1D | undefined): Tensor2D {
  if (!lengths) return max(outputs, 1);
  const [, time] = outputs.shape;
  const isReal = expandDims(less(range(0, time, 1, 'int32'), expandDims(lengths, 1)), 2);
  const isEmpty = expandDims(less(lengths, 1), 1);
  return where(isEmpty, 0, max(where(isReal, outputs, Number.NEGATIVE_INFINITY), 1)) as Tensor2D;
}
