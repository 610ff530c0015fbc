import { TidegateError } from '@tidegate/core';

/** A checkpoint cannot be written or read; those written before are as they were. */
export class CheckpointError extends TidegateError {
  /** The storage, or the checkpoint in it. */
  readonly place: string;

  /** @param problem what is wrong and what to do, so that the message reads `PLACE: PROBLEM` */
  constructor(problem: string, { place, cause }: { readonly place: string; readonly cause?: unknown }) {
    super(`${place}: ${problem}`, cause === undefined ? undefined : { cause });
    this.place = place;
  }
}
