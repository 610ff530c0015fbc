import {
  add,
  expandDims,
  mul,
  type Rank,
  reshape,
  softmax,
  sub,
  sum,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
  tanh,
  zeros,
} from '@tensorflow/tfjs-core';
import { type Initializer, initialize } from '@tidegate/cells';
import type { Random } from '@tidegate/core';
import { linear, realSteps } from '@tidegate/ops';

export type AttentionParams = {
  /** `[inputSize, attentionSize]` */
  readonly kernel: Tensor2D;
  /** `[attentionSize]` */
  readonly bias: Tensor1D;
  /** `[attentionSize, 1]`: what a step is compared to */
  readonly query: Tensor2D;
};

export function createAttention(inputSize: number, attentionSize: number, initializer: Initializer, random: Random): AttentionParams {
  const fan = { fanIn: inputSize, fanOut: attentionSize };
  const queryFan = { fanIn: attentionSize, fanOut: 1 };
  return {
    kernel: initialize<Rank.R2>(initializer, [inputSize, attentionSize], fan, random.split('kernel')),
    bias: zeros<Rank.R1>([attentionSize]),
    query: initialize<Rank.R2>(initializer, [attentionSize, 1], queryFan, random.split('query')),
  };
}

/** Added to a score, far below any other, and still a number: a sequence without real steps has weights too, on outputs that are zeros. */
const never = -1e9;

/**
 * A weighted mean of the outputs at real steps, with weights that sum to 1:
 * ```text
 * score_t = q . tanh(W h_t + b)
 * w       = softmax(score)
 * pooled  = sum of w_t h_t
 * ```
 * Yang et al., "Hierarchical attention networks for document classification", NAACL 2016, after the additive scores of Bahdanau, Cho and
 * Bengio, ICLR 2015.
 *
 * @param outputs `[batch, time, inputSize]`, zero at padded steps
 * @returns `[batch, inputSize]`
 */
export function attend({ kernel, bias, query }: AttentionParams, outputs: Tensor3D, lengths: Tensor1D | undefined): Tensor2D {
  const [batch, time] = outputs.shape;
  const scores: Tensor2D = reshape(linear(tanh(linear(outputs, kernel, bias)), query), [batch, time]);
  const weights = softmax(lengths ? add(scores, mul(sub(1, realSteps(lengths, time)), never)) : scores);
  return sum(mul(outputs, expandDims(weights, 2)), 1);
}
