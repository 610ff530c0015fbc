import type { Model } from '@tidegate/core';
import { ModelDirectoryError } from '../errors/model-directory-error.js';
import type { ModelFile } from '../files/model-file.js';
import { textOf } from '../files/model-files.js';
import { configName } from '../files/names.js';
import type { ModelKind } from '../kinds/model-kind.js';
import { type DecodeOptions, remedyOf } from './decode-options.js';
import { recogniseModel } from './recognise-model.js';

/**
 * Reads a `config.json` alone: what model it is of, and by `digestsOf` which files belong to it.
 *
 * @throws ModelDirectoryError if it is broken, or of none of the kinds
 */
export function decodeDescription<File extends ModelFile, Kind extends ModelKind<File, Model<never>>>(
  config: Uint8Array | string,
  kinds: readonly (Kind & ModelKind<File, Model<never>>)[],
  options: DecodeOptions = {},
): { readonly kind: Kind; readonly file: File } {
  const path = options.pathOf?.(configName) ?? configName;
  let json: unknown;
  try {
    json = JSON.parse(textOf(config));
  } catch (cause) {
    throw new ModelDirectoryError(`is not JSON; ${remedyOf(options).copy}`, { path, cause });
  }
  return recogniseModel(path, json, kinds, options);
}
