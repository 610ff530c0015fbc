import { TidegateError } from '@tidegate/core';

/** A file of data is not what its reader expects: which file, which line, what is wrong and what to do. */
export class DataError extends TidegateError {
  readonly file: string;
  /** The first line is 1; absent where the whole file is meant. */
  readonly line: number | undefined;

  /** @param problem what is wrong, then `; ` and the remedy */
  constructor({ file, line }: { readonly file: string; readonly line?: number | undefined }, problem: string, options?: ErrorOptions) {
    super(`${file}${line === undefined ? '' : `:${line}`}: ${problem}`, options);
    this.file = file;
    this.line = line;
  }
}
