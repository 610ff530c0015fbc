/** Where an example stands. */
export interface Place {
  readonly file: string;
  /** Of its first line; the first line of a file is 1. */
  readonly line: number;
}
