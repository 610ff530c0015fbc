/** Batches in order, with or without waiting for each. */
export type Batches<Batch> = Iterable<Batch> | AsyncIterable<Batch>;

/**
 * Batches for every epoch: one iterable that can be gone through again and again, or a function that gives those of an epoch.
 *
 * @param epoch 1 for the first
 */
export type BatchSource<Batch> = Batches<Batch> | ((epoch: number) => Batches<Batch>);

export function batchesOf<Batch>(source: BatchSource<Batch>, epoch: number): Batches<Batch> {
  const batches = typeof source === 'function' ? source(epoch) : source;
  // What can be read without waiting is: `for await` would take the slower of the two ways.
  return Symbol.iterator in batches ? { [Symbol.iterator]: () => batches[Symbol.iterator]() } : batches;
}
