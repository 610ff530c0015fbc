import { concat, div, expandDims, maximum, sum, type Tensor1D, type Tensor2D, type Tensor3D } from '@tensorflow/tfjs-core';
import type { BothDirections } from '../recurrent-encoder/bidirectional-encoder.js';
import { lastOutputs } from '../steps/end-outputs.js';
import { largest } from '../steps/largest.js';

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
 * attention      w0 [f0, b0] + w1 [f1, b1] + w2 [f2, b2], with weights that are learned to be given where it matters
 * ```
 * A sequence without real steps gives zeros.
 */
export const poolings = ['final-state', 'last-position', 'mean', 'max', 'attention'] as const;
export type Pooling = (typeof poolings)[number];

/** Those that learn nothing. */
export type FixedPooling = Exclude<Pooling, 'attention'>;

const poolers: Readonly<Record<FixedPooling, (both: BothDirections, lengths: Tensor1D | undefined) => [Tensor2D, Tensor2D]>> = {
  'final-state': ({ forward, backward }) => [forward.final, backward.final],
  'last-position': ({ forward, backward }, lengths) => [forward.final, lastOutputs(backward.outputs, lengths)],
  mean: ({ forward, backward }, lengths) => [mean(forward.outputs, lengths), mean(backward.outputs, lengths)],
  max: ({ forward, backward }, lengths) => [largest(forward.outputs, lengths), largest(backward.outputs, lengths)],
};

/** `[batch, 2 * size]` */
export function pool(pooling: FixedPooling, both: BothDirections, lengths: Tensor1D | undefined): Tensor2D {
  return concat(poolers[pooling](both, lengths), 1);
}

function mean(outputs: Tensor3D, lengths: Tensor1D | undefined): Tensor2D {
  const [, time] = outputs.shape;
  const total: Tensor2D = sum(outputs, 1);
  return lengths ? div(total, expandDims(maximum(lengths, 1), 1)) : div(total, time);
}
