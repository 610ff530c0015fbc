import type { ProcessGroup } from './process-group.js';

/** What this process has of a batch whose rows are dealt out to several. */
export interface BatchPart {
  /**
   * What the loss of this process's rows counts for, such as the number of texts, or of real tokens, that it is the mean over: the loss of
   * the whole batch is the mean of the losses of its parts by their weights. At least 0.
   */
  readonly weight: number;
  /** The place of the first of its rows in the whole batch, from 0: dropout masks are those that the whole batch would have. */
  readonly firstRow: number;
}

/**
 * How several processes train one model: each learns from its rows of every batch, and the gradients are averaged before each update, so
 * that all have the same weights after it. A training of any number of processes then follows that of one process with the whole batches,
 * but for rounding.
 *
 * Observers run in every process: where one answers `stop`, it must do so in all at the same step.
 */
export interface DataParallel<Batch> {
  readonly group: ProcessGroup;
  readonly partOf: (batch: Batch) => BatchPart;
  /**
   * Parameters, by their names, of which a batch touches few rows, such as the vectors of tokens: their gradients are exchanged as the rows
   * that are not zero, where that is less. They must be matrices. By default those called `embedding/table`.
   */
  readonly tables?: ((name: string) => boolean) | undefined;
}
