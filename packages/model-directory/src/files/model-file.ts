import type { Json } from '@tidegate/core';
import * as v from 'valibot';

export const wholeNumber = (least: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(least));
export const finite = v.pipe(v.number(), v.finite());
export const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
/** A file of the folder itself: what names another place is not followed. */
const partName = v.pipe(v.string(), v.regex(/^[\w-]+\.json$/));
const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** The files that belong to `config.json`. */
export const digestFields = {
  /** SHA-256 of the weights file, in hexadecimal digits: the two files belong together. */
  weightsSha256: digest,
  /** SHA-256 of each file beside these two that the model needs. */
  parts: v.exactOptional(v.pipe(v.custom<object>(hasPlainNames, 'Expected an object of file names'), v.record(partName, digest))),
};

/** What `config.json` holds of every model; a task adds what is known of its own. */
export const fileFields = {
  /** The version of Tidegate that wrote it. */
  tidegate: v.string(),
  ...digestFields,
  preset: v.string(),
  /** Whether its weights were changed elsewhere after the training, so that nothing measured before is true of them. */
  changedElsewhere: v.exactOptional(v.literal(true)),
};

/** A record of valibot's passes over the other names in silence. */
function hasPlainNames(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && !['__proto__', 'prototype', 'constructor'].some((name) => Object.hasOwn(value, name))
  );
}

/** `config.json`: with the weights and the parts beside it, enough to rebuild the model. */
export interface ModelFile {
  readonly tidegate: string;
  readonly model: string;
  readonly config: Json;
  readonly weightsSha256: string;
  readonly parts?: Readonly<Record<string, string>>;
  readonly preset: string;
  readonly changedElsewhere?: true;
}

/** What is said of a model when it is saved; the rest of its `config.json` follows from the model and its files. */
export type FileToSave<File extends ModelFile> = Omit<File, 'model' | 'config' | 'weightsSha256' | 'parts'>;
