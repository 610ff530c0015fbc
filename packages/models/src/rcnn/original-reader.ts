import { concat, type Rank, split, type Tensor1D, type Tensor2D, type Tensor3D, tanh, zeros, zerosLike } from '@tensorflow/tfjs-core';
import { glorotUniform, initialize } from '@tidegate/cells';
import { linear } from '@tidegate/ops';
import { largest } from '../steps/largest.js';
import { defaultLatentSize, type RcnnConfig } from './config.js';
import type { ContextReader } from './reader.js';

type LatentParams = {
  /** `[channels, latentSize]` */
  readonly kernel: Tensor2D;
  /** `[latentSize]` */
  readonly bias: Tensor1D;
};

/**
 * Each token between what stands left and what stands right of it, and the maximum over the text:
 * ```text
 * left_t  = forward_(t-1)       zeros for the first token
 * right_t = backward_(t+1)      zeros for the last token
 * y_t     = tanh(W [left_t, vector_t, right_t] + b)
 * read    = max over t of y_t
 * ```
 * The contexts do not hold the token itself, as in equations 1 and 2 of the paper: it stands between them by its own vector. There the
 * ends of all texts share learned contexts; here they are the zeros that a recurrence starts from.
 *
 * @param channels features of a token's vector and both outputs
 */
export function originalReader({ latentSize = defaultLatentSize }: RcnnConfig, channels: number): ContextReader {
  return {
    name: 'latent',
    featureSize: latentSize,
    createParams: (random) => {
      const fan = { fanIn: channels, fanOut: latentSize };
      const kernel = initialize<Rank.R2>(glorotUniform, [channels, latentSize], fan, random.split('kernel'));
      return { kernel, bias: zeros<Rank.R1>([latentSize]) };
    },
    read(params, { vectors, forward, backward, lengths }) {
      const { kernel, bias } = params as LatentParams;
      const between = concat([later(forward), vectors, earlier(backward)], 2);
      return largest(tanh(linear(between, kernel, bias)) as Tensor3D, lengths);
    },
  };
}

/** Each output one step later. */
function later(outputs: Tensor3D): Tensor3D {
  const [batch, time, size] = outputs.shape;
  if (time === 1) return zerosLike(outputs);
  const [kept] = split(outputs, [time - 1, 1], 1) as [Tensor3D, Tensor3D];
  return concat([zeros<Rank.R3>([batch, 1, size]), kept], 1);
}

/** Each output one step earlier. Those in the padding are zeros, and so is what the last real step gets. */
function earlier(outputs: Tensor3D): Tensor3D {
  const [batch, time, size] = outputs.shape;
  if (time === 1) return zerosLike(outputs);
  const [, kept] = split(outputs, [1, time - 1], 1) as [Tensor3D, Tensor3D];
  return concat([kept, zeros<Rank.R3>([batch, 1, size])], 1);
}
