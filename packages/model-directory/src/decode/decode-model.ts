import type { Model } from '@tidegate/core';
import { decodeSafetensors, type Safetensors } from '@tidegate/formats';
import { sha256 } from '#sha256';
import { ModelDirectoryError } from '../errors/model-directory-error.js';
import { digestsOf } from '../files/digests.js';
import type { ModelFile } from '../files/model-file.js';
import { bytesOf, type ModelFiles, textOf } from '../files/model-files.js';
import { configName, weightsName } from '../files/names.js';
import type { AnyKind, ModelKind } from '../kinds/model-kind.js';
import { modelKinds } from '../kinds/model-kinds.js';
import { assignWeights } from './assign-weights.js';
import { countWeights, createDescribed } from './create-described.js';
import { decodeDescription } from './decode-description.js';
import { type DecodeOptions, remedyOf } from './decode-options.js';

/** A model as it was saved, and what its files say of it. */
export interface DecodedModel<File, Loaded> {
  /** The caller disposes it. */
  readonly model: Loaded;
  readonly file: File;
  /** The files that it needs beside `config.json` and its weights, as text under their names. */
  readonly parts: Readonly<Record<string, string>>;
}

/** What one of some kinds reads back. */
export type DecodedBy<Kind extends AnyKind> =
  Kind extends ModelKind<infer File, infer Loaded> ? DecodedModel<File, Loaded> & { readonly kind: Kind } : never;

/**
 * Reads what `encodeModel` wrote, or `tidegate train --out`, with the kind of model that knows it. Files of other names are passed over.
 *
 * @param kinds of models that are asked for; all by default
 * @throws ModelDirectoryError if a file is missing, broken, or does not belong to the others
 */
export function decodeModel<Kind extends AnyKind = (typeof modelKinds)[number]>(
  files: ModelFiles,
  kinds: readonly Kind[] = modelKinds as unknown as readonly Kind[],
  options: DecodeOptions = {},
): DecodedBy<Kind> {
  const described = decodeDescription(contentOf(files, configName, options), kinds, options);
  return decodeDescribed(described, files, options) as DecodedBy<Kind>;
}

/**
 * Reads the other files of a model whose `config.json` has been read.
 *
 * @throws ModelDirectoryError if a file is missing, broken, or does not belong to the others
 */
export function decodeDescribed<File extends ModelFile, Loaded extends Model<never>, Kind extends ModelKind<File, Loaded>>(
  { kind, file }: { readonly kind: Kind & ModelKind<File, Loaded>; readonly file: File },
  files: ModelFiles,
  options: DecodeOptions = {},
): DecodedModel<File, Loaded> & { readonly kind: Kind } {
  const { pathOf = (name) => name } = options;
  const parts: Record<string, string> = {};
  for (const [name, digest] of Object.entries(digestsOf(file))) {
    const content = contentOf(files, name, options);
    if (sha256(content) !== digest) {
      const problem = `is damaged, or is not the file that ${configName} was written with; ${remedyOf(options).copy}`;
      throw new ModelDirectoryError(problem, { path: pathOf(name) });
    }
    if (name !== weightsName) parts[name] = textOf(content);
  }
  const path = pathOf(weightsName);
  const { tensors } = decodeWeights(path, bytesOf(contentOf(files, weightsName, options)), options);
  const model = createDescribed(pathOf(configName), kind, { file, parts, weights: countWeights(tensors) }, options);
  try {
    assignWeights(path, model.parameters, tensors, { remedy: remedyOf(options).again });
  } catch (error) {
    model.dispose();
    throw error;
  }
  return { model, file, parts, kind };
}

function contentOf(files: ModelFiles, name: string, { pathOf = (each) => each }: DecodeOptions): Uint8Array | string {
  const content = Object.hasOwn(files, name) ? files[name] : undefined;
  if (content !== undefined) return content;
  throw new ModelDirectoryError('is missing; give all files of the folder', { path: pathOf(name) });
}

function decodeWeights(path: string, bytes: Uint8Array, options: DecodeOptions): Safetensors {
  try {
    return decodeSafetensors(bytes);
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new ModelDirectoryError(`${problem}; ${remedyOf(options).copy}`, { path, cause });
  }
}
