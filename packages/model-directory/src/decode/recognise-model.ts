import type { Model } from '@tidegate/core';
import * as v from 'valibot';
import { ModelDirectoryError } from '../errors/model-directory-error.js';
import type { ModelFile } from '../files/model-file.js';
import type { ModelKind } from '../kinds/model-kind.js';
import { jsonText } from '../wording/json-text.js';
import { type DecodeOptions, remedyOf } from './decode-options.js';

/**
 * The kind of model that a description is of, and the description once it is checked.
 *
 * @param path of the file that holds it, for errors
 * @throws ModelDirectoryError if it is of no kind, or not as the kind has it
 */
export function recogniseModel<File extends ModelFile, Kind extends ModelKind<File, Model<never>>>(
  path: string,
  json: unknown,
  kinds: readonly (Kind & ModelKind<File, Model<never>>)[],
  options: Omit<DecodeOptions, 'pathOf'> = {},
): { readonly kind: Kind; readonly file: File } {
  const { reader = 'this program' } = options;
  const remedy = remedyOf(options).copy;
  const { model } = (json ?? {}) as { readonly model?: unknown };
  const kind = kinds.find(({ models }) => models.some((name) => name === model));
  if (!kind) {
    const known = kinds.flatMap(({ models }) => models).join(', ');
    const problem = model === undefined ? `model: missing, one of ${known}` : `model: ${jsonText(model)}, not one of ${known}`;
    throw new ModelDirectoryError(`is not a model of this version of Tidegate, or of ${reader} (${problem}); ${remedy}`, { path });
  }
  const parsed = v.safeParse(kind.schema, json);
  if (parsed.success) return { kind, file: parsed.output };
  const [issue] = parsed.issues;
  const place = v.getDotPath(issue) ?? 'the whole file';
  throw new ModelDirectoryError(`is not a model of this version of Tidegate (${place}: ${issue.message}); ${remedy}`, { path });
}
