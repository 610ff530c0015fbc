import { createRandom, type Random } from '@tidegate/core';
import type { DataParallel, ProcessGroup } from '@tidegate/training';

/** What the batch of a process is drawn from: of those that train together, each has its own. */
export function dataRandom(group: ProcessGroup | undefined): Random {
  return createRandom(group?.rank ?? 0);
}

/** Processes each of which has a batch of so many rows. */
export function batchOfEach(group: ProcessGroup | undefined, rows: number): DataParallel<unknown> | undefined {
  return group && { group, partOf: () => ({ weight: rows, firstRow: group.rank * rows }) };
}
