import { TidegateError } from '@tidegate/core';

/** The files of a model cannot be read or written. */
export class ModelDirectoryError extends TidegateError {
  readonly path: string;

  /** @param problem what is wrong and what to do, so that the message reads `PATH: PROBLEM` */
  constructor(problem: string, { path, cause }: { readonly path: string; readonly cause?: unknown }) {
    super(`${path}: ${problem}`, cause === undefined ? undefined : { cause });
    this.path = path;
  }
}
