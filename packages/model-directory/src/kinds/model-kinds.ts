import { additionKind } from './addition-kind.js';
import { classificationKind } from './classification-kind.js';
import { languageKind } from './language-kind.js';
import { taggingKind } from './tagging-kind.js';

type AllKinds = readonly [typeof additionKind, typeof classificationKind, typeof taggingKind, typeof languageKind];

/** All models that the command `tidegate` saves and reads. */
export const modelKinds: AllKinds = [additionKind, classificationKind, taggingKind, languageKind];
