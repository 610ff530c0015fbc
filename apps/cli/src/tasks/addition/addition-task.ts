import { type AdditionFile, additionKind } from '@tidegate/model-directory';
import type { SequenceTagger } from '@tidegate/models';
import type { TypedTask } from '../task.js';
import { evaluateAddition } from './evaluate.js';
import { inspectAdder } from './inspect.js';

/** Adding binary numbers, one bit at each step. */
export const additionTask: TypedTask<AdditionFile, SequenceTagger> = {
  ...additionKind,
  inspection: inspectAdder,
  evaluateOptions: ['bits', 'pairs', 'seed'],
  evaluate: evaluateAddition,
};
