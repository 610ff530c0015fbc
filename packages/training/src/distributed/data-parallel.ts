import type { ProcessGroup } from '../process-group/process-group.js';

/** What this process has of a batch whose rows are dealt out to several. */
export interface BatchPart {
  /**
   * What the loss of this process's rows counts for, such as the number of texts, or of real tokens, that it is the mean over: the loss of
   * the whole batch is the mean of the losses of its parts by their weights. Finite and at least 0; what has weight 0 is not learned from,
   * whatever its loss.
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
 * Of a batch of `n` rows, process `rank` has those from `floor(n * rank / size)` up to, and without, `floor(n * (rank + 1) / size)`: what
 * an objective carries from batch to batch is dealt out like that again when training goes on from a snapshot. A process that has no row
 * of a batch gives `undefined` in its place, so that all have the same number of batches. All other options must be the same in every
 * process, but for `signal`, which ends training in all of them, and `snapshots`: that of rank 0 says when one is due, and those without
 * take part.
 *
 * Observers run in every process and see the loss and the gradients of the whole batches; where one answers `stop`, it must do so in all of
 * them at the same step.
 */
export interface DataParallel<Batch> {
  readonly group: ProcessGroup;
  readonly partOf: (batch: Batch) => BatchPart;
  /**
   * Parameters, by their names, of which a batch touches few rows, such as the vectors of tokens: their gradients are exchanged as the rows
   * that are not zero, where that is less. Those that are no matrices are exchanged whole. By default those called `embedding/table`, alone
   * or at the end of a path.
   */
  readonly tables?: ((name: string) => boolean) | undefined;
}
