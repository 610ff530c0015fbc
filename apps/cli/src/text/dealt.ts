import type { ProcessGroup } from '@tidegate/training';

/** Which process this is, of how many. */
export type Rank = Pick<ProcessGroup, 'rank' | 'size'>;

/**
 * The items of whole batches that fall to one process, where batches of `batchSize` items are dealt round: the first to rank 0, the next to
 * rank 1. What this process has as its batch `k`, from 0, is batch `rank + k * size` of all.
 */
export async function* dealt<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  batchSize: number,
  { rank, size }: Rank,
): AsyncGenerator<Item> {
  let place = 0;
  for await (const item of items) if (Math.floor(place++ / batchSize) % size === rank) yield item;
}
