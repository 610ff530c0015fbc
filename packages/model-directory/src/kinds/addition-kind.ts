import { type SequenceTagger, sequenceTagger } from '@tidegate/models';
import { type AdditionFile, additionFileSchema } from './addition-file.js';
import type { ModelKind } from './model-kind.js';

/** Networks that add binary numbers, one bit at each step. */
export const additionKind: ModelKind<AdditionFile, SequenceTagger> = {
  models: ['sequenceTagger'],
  schema: additionFileSchema,
  create: ({ config }, _, random) => sequenceTagger(config, random),
};
