/** Which batches of an epoch are learned from, and how many rows they have. */
export interface LearnedBatches {
  /** Batches at the beginning of the epoch that an earlier training has learned from. */
  readonly done: number;
  /** Examples of the epoch. */
  readonly examples: number;
  /** Of every batch but the last one, which has the rest. */
  readonly batchSize: number;
  /** Is told the rows of a batch, over all processes, before it is learned from. */
  readonly onBatch: (rows: number) => void;
}

/** Batches as they are, counted: a process does not see how many rows of a batch the others have. */
export async function* learnedBatches<Batch>(
  batches: AsyncIterable<Batch>,
  { done, examples, batchSize, onBatch }: LearnedBatches,
): AsyncGenerator<Batch, void> {
  let place = 0;
  for await (const batch of batches) {
    if (place >= done) onBatch(Math.min(batchSize, examples - place * batchSize));
    place++;
    yield batch;
  }
}
