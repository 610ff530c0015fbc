import { type SequenceTagger, sequenceTagger } from '@tidegate/models';
import type { TypedTask } from '../task.js';
import { type AdditionFile, additionFileSchema } from './addition-file.js';
import { evaluateAddition } from './evaluate.js';
import { inspectAdder } from './inspect.js';

/** Adding binary numbers, one bit at each step. */
export const additionTask: TypedTask<AdditionFile, SequenceTagger> = {
  models: ['sequenceTagger'],
  schema: additionFileSchema,
  create: ({ config }, _, random) => sequenceTagger(config, random),
  inspection: inspectAdder,
  evaluateOptions: ['bits', 'pairs', 'seed'],
  evaluate: evaluateAddition,
};
