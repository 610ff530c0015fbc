import { reshape, sigmoid, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';

/** The probability that each bit of the sum is set: logits `[batch, bits, 1]` in the shape of the targets, `[batch, bits]`. */
export function predictedBits(logits: Tensor, targets: Tensor2D): Tensor2D {
  return sigmoid(reshape(logits, targets.shape));
}
