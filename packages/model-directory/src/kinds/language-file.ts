import type { Json } from '@tidegate/core';
import * as v from 'valibot';
import { fileFields, finite, wholeNumber } from '../files/model-file.js';
import { tokenizerConfig } from '../parts/model-parts.js';
import { columnsSchema } from './columns.js';

/** What `config.json` holds of a language model. */
export const languageFileSchema = v.strictObject({
  ...fileFields,
  model: v.literal('languageModel'),
  /** Checked by the model itself. */
  config: v.custom<Json>((value) => typeof value === 'object' && value !== null),
  tokenizer: tokenizerConfig,
  /** Of the files that it learned from. */
  columns: v.exactOptional(v.pick(columnsSchema, ['textColumn'])),
  training: v.strictObject({ steps: wholeNumber(0), epochs: wholeNumber(0), seed: wholeNumber(0), backend: v.string() }),
  /** What they were measured on, if on anything. */
  measuredOn: v.exactOptional(v.picklist(['validation', 'test'])),
  metrics: v.exactOptional(v.strictObject({ loss: finite, nats: finite, perplexity: finite, tokens: wholeNumber(1) })),
});

export type LanguageFile = v.InferOutput<typeof languageFileSchema>;
