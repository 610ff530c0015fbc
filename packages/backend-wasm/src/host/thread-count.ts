import { assertInteger } from '@tidegate/core';
import { builtin } from './builtin.js';

/** Threads that are used without being asked for: more bring little for networks of usual sizes. */
const usualLimit = 4;

/** The most that anyone can ask for: each has a megabyte of memory of its own. */
const most = 256;

/** Whether memory can be shared with workers: always in Node, in a page only with cross-origin isolation. */
function canShareMemory(): boolean {
  return builtin('node:worker_threads') !== undefined || (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated === true;
}

/**
 * Threads to start: as many as asked for, else one for each core up to 4; one where memory cannot be shared.
 *
 * @throws ArgumentError unless it is a whole number from 1 to 256
 */
export function threadCount(asked: number | undefined): number {
  if (asked !== undefined) assertInteger('createWasmBackend', 'threads', asked, 1, most);
  if (!canShareMemory()) return 1;
  return asked ?? Math.min(usualLimit, cores());
}

function cores(): number {
  return builtin('node:os')?.availableParallelism() ?? globalThis.navigator?.hardwareConcurrency ?? 1;
}
