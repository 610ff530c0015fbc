import { ArgumentError, type Random } from '@tidegate/core';
import type { ProcessGroup } from '../process-group/process-group.js';
import { shareRecords } from '../process-group/share-records.js';
import type { TrainingSnapshot } from '../snapshots/training-snapshot.js';

export interface Start {
  /** Where training goes on. */
  readonly from: TrainingSnapshot | undefined;
  readonly random: Random;
  readonly accumulate: number;
  readonly steps: number | undefined;
  readonly epochs: number | undefined;
  readonly validation: { readonly every?: number | undefined } | undefined;
  /** Elements of all parameters. */
  readonly elements: number;
  /** Parameters that may be exchanged by rows. */
  readonly tables: number;
  /** Whether the signal of this process is aborted. */
  readonly stop: boolean;
}

/**
 * @returns whether the signal of any process is aborted
 * @throws ArgumentError in all processes, if one begins otherwise than rank 0
 */
export async function assertSameStart(group: ProcessGroup, start: Start): Promise<boolean> {
  const { from, random, accumulate, steps = 0, epochs = 0, validation, elements, tables, stop } = start;
  const begin = from ? [1, from.step, from.epoch, from.batches, from.validatedStep] : [0, 0, 1, 0, 0];
  const every = validation ? (validation.every ?? 0) : -1;
  const record = [...begin, ...random.key, accumulate, steps, epochs, every, elements, tables, Number(stop)];
  const records = await shareRecords({ group, record });
  const agree = (argument: string, places: readonly number[], describe: (values: readonly number[]) => string): void => {
    const [first, ...others] = records.map((values) => places.map((place) => values[place] as number)) as [number[], ...number[][]];
    const rank = 1 + others.findIndex((values) => values.some((value, index) => value !== first[index]));
    if (rank === 0) return;
    const found = describe(others[rank - 1] as readonly number[]);
    throw new ArgumentError('train', argument, `${found} on rank ${rank}`, `the same in all processes, ${describe(first)} as on rank 0`);
  };
  agree('from', [0, 1, 2, 3, 4], describeFrom);
  agree('random', [5, 6], (key) => `of key [${key.join(', ')}]`);
  agree('accumulate', [7], ([count]) => `${count}`);
  agree('steps', [8], ([count]) => `${count || undefined}`);
  agree('epochs', [9], ([count]) => `${count || undefined}`);
  agree('validation', [10], ([steps]) => (steps === -1 ? 'none' : steps === 0 ? 'after every epoch' : `every ${steps} steps`));
  agree('model.parameters', [11], ([count]) => `of ${count} elements`);
  agree('parallel.tables', [12], ([count]) => `true for ${count} parameters`);
  return records.some((values) => values.at(-1) === 1);
}

function describeFrom([isGiven, step, epoch, batches, validatedStep]: readonly number[]): string {
  if (isGiven === 0) return 'nothing';
  const validated = validatedStep === 0 ? '' : ` and validated after step ${validatedStep}`;
  return `after step ${step}, with ${batches} batches of epoch ${epoch}${validated}`;
}
