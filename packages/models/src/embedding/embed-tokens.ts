import { greater, ones, scalar, type Tensor, type Tensor2D, type Tensor3D, where } from '@tensorflow/tfjs-core';
import { lookUp } from '@tidegate/cells';
import { assertShape, type EmbeddedTokens, type ForwardContext, type Random } from '@tidegate/core';
import { dropout } from '@tidegate/ops';
import { type EmbeddingConfig, unknownId } from './config.js';
import type { EmbeddingParams } from './table.js';

/**
 * What the layers above an embedding read: tokens and their table, so that a layer may look up what it needs; vectors,
 * `[batch, time, embeddingSize]`, where elements of them were dropped.
 *
 * @param ids `[batch, time]`, int32
 * @throws ShapeError if the ids are no matrix
 */
export function embedTokens(
  caller: string,
  { embeddingDropout = 0, tokenDropout = 0 }: EmbeddingConfig,
  { table }: EmbeddingParams,
  ids: Tensor2D,
  { training, random }: ForwardContext,
): Tensor3D | EmbeddedTokens {
  assertShape(caller, 'ids', ids, ['batch', 'time']);
  const read = training && tokenDropout > 0 ? dropTokens(ids, tokenDropout, random.split('tokens')) : ids;
  const tokens = { table, ids: read };
  return training && embeddingDropout > 0 ? dropout(lookUp(tokens), embeddingDropout, random.split('vectors')) : tokens;
}

/** The unknown token in the place of some. */
function dropTokens(ids: Tensor2D, rate: number, random: Random): Tensor2D {
  const isKept = greater(dropout(ones(ids.shape), rate, random), 0);
  return where<Tensor>(isKept, ids, scalar(unknownId, 'int32')) as Tensor2D;
}
