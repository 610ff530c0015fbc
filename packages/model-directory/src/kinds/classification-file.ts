import type { Json } from '@tidegate/core';
import * as v from 'valibot';
import { fileFields, finite, share, wholeNumber } from '../files/model-file.js';
import { tokenizerConfig } from '../parts/model-parts.js';
import { columnsSchema } from './columns.js';
import { classifierNames } from './create-classifier.js';

/** What `config.json` holds of a classifier of texts. */
export const classificationFileSchema = v.strictObject({
  ...fileFields,
  model: v.picklist(classifierNames),
  /** Checked by the model itself. */
  config: v.custom<Json>((value) => typeof value === 'object' && value !== null),
  tokenizer: tokenizerConfig,
  /** Of longer texts the beginning is read. */
  maximumLength: v.exactOptional(wholeNumber(1)),
  /** Whether a text may have several labels, or none. */
  several: v.boolean(),
  /** Of the files that it learned from. */
  columns: v.exactOptional(v.pick(columnsSchema, ['textColumn', 'labelColumn', 'labelSeparator', 'tokensColumn'])),
  training: v.strictObject({ steps: wholeNumber(0), epochs: wholeNumber(0), seed: wholeNumber(0), backend: v.string() }),
  /** What they were measured on, if on anything. */
  measuredOn: v.exactOptional(v.picklist(['validation', 'test'])),
  metrics: v.exactOptional(
    v.strictObject({ accuracy: share, macroF1: share, microF1: v.exactOptional(share), loss: finite, examples: wholeNumber(1) }),
  ),
});

export type ClassificationFile = v.InferOutput<typeof classificationFileSchema>;
