import type { TrainingState } from '@tidegate/formats';
import * as v from 'valibot';
import { finite } from '../../checkpoints/memory-numbers.js';
import { parseMemory } from '../../checkpoints/parse-memory.js';

const key = 'addition';
const schema = v.strictObject({
  /** Of training so far. */
  seconds: v.pipe(finite, v.minValue(0)),
  last: v.strictObject({ loss: finite, stepsPerSecond: finite }),
});

/** What a checkpoint keeps of an adder's training beside its place. */
export type AdditionMemory = v.InferOutput<typeof schema>;

export function memoryOf({ seconds, last: { loss, stepsPerSecond } }: AdditionMemory): Readonly<Record<string, AdditionMemory>> {
  return { [key]: { seconds, last: { loss, stepsPerSecond } } };
}

/** @throws UsageError if the checkpoint is that of another task */
export function readMemory(from: TrainingState): AdditionMemory {
  return parseMemory(from, key, schema);
}
