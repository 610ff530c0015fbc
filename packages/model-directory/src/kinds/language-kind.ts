import { type LanguageModelConfig, languageModel } from '@tidegate/models';
import { assertFits } from '../parts/assert-fits.js';
import { vocabularyIn } from '../parts/model-parts.js';
import { type LanguageFile, languageFileSchema } from './language-file.js';
import type { ModelKind } from './model-kind.js';
import type { ReadyLanguageModel } from './ready-language-model.js';

/** Networks that say which token comes next. */
export const languageKind: ModelKind<LanguageFile, ReadyLanguageModel> = {
  models: ['languageModel'],
  schema: languageFileSchema,
  create({ config }, parts, random) {
    const vocabulary = vocabularyIn(parts);
    assertFits(config, { vocabularySize: vocabulary });
    return { ...languageModel(config as LanguageModelConfig, random), vocabulary };
  },
};
