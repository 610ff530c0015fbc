import type { Json } from '@tidegate/core';
import * as v from 'valibot';
import { fileFields, finite, share, wholeNumber } from '../files/model-file.js';
import { tokenizerConfig } from '../parts/model-parts.js';
import { columnsSchema } from './columns.js';

const metrics = v.strictObject({
  f1: v.exactOptional(share),
  precision: v.exactOptional(share),
  recall: v.exactOptional(share),
  accuracy: share,
  loss: finite,
  examples: wholeNumber(1),
  tokens: wholeNumber(1),
});

/** What `config.json` holds of a tagger of tokens. */
export const taggingFileSchema = v.strictObject({
  ...fileFields,
  model: v.literal('tokenTagger'),
  /** Checked by the model itself. */
  config: v.custom<Json>((value) => typeof value === 'object' && value !== null),
  tokenizer: tokenizerConfig,
  /** Of longer texts the beginning is read. */
  maximumLength: v.exactOptional(wholeNumber(1)),
  /** Of the files that it learned from. */
  columns: v.exactOptional(v.pick(columnsSchema, ['tokensColumn', 'tagsColumn'])),
  training: v.strictObject({ steps: wholeNumber(0), epochs: wholeNumber(0), seed: wholeNumber(0), backend: v.string() }),
  /** What they were measured on, if on anything. */
  measuredOn: v.exactOptional(v.picklist(['validation', 'test'])),
  metrics: v.exactOptional(metrics),
});

export type TaggingFile = v.InferOutput<typeof taggingFileSchema>;
