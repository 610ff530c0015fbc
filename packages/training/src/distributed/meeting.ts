import { TidegateError } from '@tidegate/core';
import type { ProcessGroup } from '../process-group/process-group.js';
import { type Records, shareRecords } from '../process-group/share-records.js';

/** How far a process is. */
export interface Place {
  /** The step under way, or the last one. */
  readonly step: number;
  readonly epoch: number;
  /** Batches of the epoch that were taken. */
  readonly batches: number;
}

/** Why processes meet, and what one that comes for it is told to be at. */
const occasions = {
  batch: ({ step, epoch, batches }: Place) => `at batch ${batches} of epoch ${epoch}, a part of step ${step}`,
  skip: ({ epoch, batches }: Place) => `at batch ${batches} of epoch ${epoch}, which it skips`,
  step: ({ step, epoch, batches }: Place) => `at step ${step}, after batch ${batches} of epoch ${epoch}`,
  epoch: ({ epoch, batches }: Place) => `at the end of epoch ${epoch}, after ${batches} batches`,
  end: ({ step }: Place) => `at the end of training, after step ${step}`,
  snapshot: ({ step }: Place) => `at a snapshot after step ${step}`,
  validation: ({ step }: Place) => `at a validation after step ${step}`,
};

export type Occasion = keyof typeof occasions;

const names = Object.keys(occasions) as Occasion[];

export interface MeetingOptions {
  readonly group: ProcessGroup;
  readonly occasion: Occasion;
  readonly place: Place;
  /** What to tell the others; as many numbers in each process, and on each occasion. */
  readonly told: readonly number[];
}

/**
 * Waits for all processes, and learns what they have to tell.
 *
 * @throws TidegateError in all of them, unless all are at the same place
 */
export async function meet({ group, occasion, place, told }: MeetingOptions): Promise<Records> {
  const own = [names.indexOf(occasion), place.step, place.epoch, place.batches];
  const records = await shareRecords({ group, record: [...own, ...told] });
  const [first] = records as readonly [readonly number[]];
  const other = records.findIndex((record) => own.some((_, index) => record[index] !== first[index]));
  if (other >= 0) {
    throw new TidegateError(
      `train: rank ${other} is ${describe(records[other] as readonly number[])}, rank 0 ${describe(first)}; give every process as many ` +
        'batches, undefined where it has no rows of one, and let observers say stop in all of them at the same step',
    );
  }
  return records.map((record) => record.slice(own.length));
}

function describe([occasion, step, epoch, batches]: readonly number[]): string {
  const name = names[occasion as number] as Occasion;
  return occasions[name]({ step: step as number, epoch: epoch as number, batches: batches as number });
}
