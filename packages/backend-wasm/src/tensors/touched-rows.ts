/** A matrix that is zero but for some rows, in the memory of the compiled kernels. */
export interface TouchedRows {
  /** The values of these rows, `[count, columns]`, float32; what is given back to release all. */
  readonly address: number;
  /** Their numbers, ascending, int32; in the same piece of memory. */
  readonly rows: number;
  readonly count: number;
  readonly columns: number;
}
