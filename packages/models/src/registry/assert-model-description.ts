import { assertOneOf, type Json } from '@tidegate/core';
import { assertLanguageModelConfig } from '../language-model/config.js';
import { assertRcnnConfig } from '../rcnn/config.js';
import { createCell } from '../recurrent-encoder/cell-config.js';
import { assertSequenceTaggerConfig } from '../sequence-tagger/config.js';
import { assertTextRnnConfig, type TextRnnConfig } from '../text-rnn/config.js';
import { assertTokenTaggerConfig } from '../token-tagger/config.js';
import type { ConfigOf, ModelDescription, ModelName } from './create-model.js';

const checks: { readonly [Name in ModelName]: (config: ConfigOf<Name>) => void } = {
  sequenceTagger: assertSequenceTaggerConfig,
  tokenTagger: assertTokenTaggerConfig,
  textRnn: assertTextRnnConfig,
  rcnn: assertRcnnConfig,
  languageModel: assertLanguageModelConfig,
};

/**
 * Checks what a file says of a model before anything of its size is made.
 *
 * @param caller the name of the function that was given it, for the message
 * @throws ArgumentError if there is no model of the name, or its configuration has an option that is unknown or out of its range. What only
 *   the sizes of several layers decide, such as whether any can have a residual, is left to `createModel`
 */
export function assertModelDescription(
  caller: string,
  description: { readonly model: string; readonly config: Json },
): asserts description is ModelDescription {
  const { model, config } = description;
  assertOneOf(caller, 'model', model, Object.keys(checks) as ModelName[]);
  const check: (config: never) => void = checks[model];
  check(config as never);
  const { hiddenSize, embeddingSize, ...cell } = config as TextRnnConfig;
  createCell({ ...cell, hiddenSize: hiddenSize ?? embeddingSize }, 1);
}
