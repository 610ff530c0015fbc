import { assertFits } from '../parts/assert-fits.js';
import { labelsIn, vocabularyIn } from '../parts/model-parts.js';
import { type ClassificationFile, classificationFileSchema } from './classification-file.js';
import { classifierNames, createClassifier } from './create-classifier.js';
import type { ModelKind } from './model-kind.js';
import type { ReadyClassifier } from './ready-classifier.js';

/** Networks that sort texts into classes. */
export const classificationKind: ModelKind<ClassificationFile, ReadyClassifier> = {
  models: classifierNames,
  schema: classificationFileSchema,
  create({ model, config }, parts, random) {
    const [vocabulary, labels] = [vocabularyIn(parts), labelsIn(parts)];
    assertFits(config, { vocabularySize: vocabulary, outputSize: labels });
    return { ...createClassifier(model, config, random), vocabulary, labels };
  },
};
