import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';

/** What a model of words or characters reads. */
export interface TokenBatch {
  /** `[batch, time]`, int32: the token at each step, from 0 to `vocabularySize - 1`, in the padding too */
  readonly ids: Tensor2D;
  /** `[batch]`, int32: real steps of each sequence, padding on the right; all steps are real if absent */
  readonly lengths?: Tensor1D;
}
