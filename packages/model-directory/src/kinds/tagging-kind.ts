import { type TokenTaggerConfig, tokenTagger } from '@tidegate/models';
import { assertFits } from '../parts/assert-fits.js';
import { labelsIn, vocabularyIn } from '../parts/model-parts.js';
import type { ModelKind } from './model-kind.js';
import type { ReadyTagger } from './ready-tagger.js';
import { type TaggingFile, taggingFileSchema } from './tagging-file.js';

/** Networks that give each token a tag. */
export const taggingKind: ModelKind<TaggingFile, ReadyTagger> = {
  models: ['tokenTagger'],
  schema: taggingFileSchema,
  create({ config }, parts, random) {
    const [vocabulary, labels] = [vocabularyIn(parts), labelsIn(parts)];
    assertFits(config, { vocabularySize: vocabulary, outputSize: labels });
    return { ...tokenTagger(config as TokenTaggerConfig, random), vocabulary, labels };
  },
};
