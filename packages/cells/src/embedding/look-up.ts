import type { Tensor3D } from '@tensorflow/tfjs-core';
import type { EmbeddedTokens } from '@tidegate/core';
import { embedding } from '@tidegate/ops';

export function isEmbedded(inputs: Tensor3D | EmbeddedTokens): inputs is EmbeddedTokens {
  return 'table' in inputs;
}

/** Inputs as a tensor, `[batch, time, inputSize]`: of tokens, the rows that they name. */
export function lookUp(inputs: Tensor3D | EmbeddedTokens): Tensor3D {
  return isEmbedded(inputs) ? (embedding(inputs) as Tensor3D) : inputs;
}
