import { createRandom, isTidegateError, type Model } from '@tidegate/core';
import type { Safetensors } from '@tidegate/formats';
import { ModelDirectoryError } from '../errors/model-directory-error.js';
import type { ModelFile } from '../files/model-file.js';
import type { ModelKind } from '../kinds/model-kind.js';
import { boundedRandom } from './bounded-random.js';
import { type DecodeOptions, remedyOf } from './decode-options.js';

/** A network that is only a little larger than its file is made, and then told apart weight by weight: these take 4 MiB. */
const spareWeights = 2 ** 20;

/** A description that was recognised, and what else the model is made of. */
export interface DescribedModel<File> {
  readonly file: File;
  readonly parts: Readonly<Record<string, string>>;
  /** How many there are for it: a model that asks for more is refused. */
  readonly weights: number;
}

export function countWeights(tensors: Safetensors['tensors']): number {
  return Object.values(tensors).reduce((count, { data }) => count + data.length, 0);
}

/**
 * Makes the model that a description is of, with weights of its own.
 *
 * @param path of the file that holds the description, for errors
 * @throws ModelDirectoryError if the model refuses its description
 */
export function createDescribed<File extends ModelFile, Loaded extends Model<never>>(
  path: string,
  kind: ModelKind<File, Loaded>,
  { file, parts, weights }: DescribedModel<File>,
  options: Pick<DecodeOptions, 'again'> = {},
): Loaded {
  try {
    return kind.create(file, parts, boundedRandom(createRandom(0), weights + spareWeights));
  } catch (cause) {
    // A size beyond all memory is a RangeError.
    if (!isTidegateError(cause) && !(cause instanceof RangeError)) throw cause;
    const remedy = remedyOf(options).copy;
    throw new ModelDirectoryError(`is not a model of this version of Tidegate (${cause.message}); ${remedy}`, { path, cause });
  }
}
