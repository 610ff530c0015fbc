import type { Shard } from '@tidegate/datasets';
import type { ProcessGroup } from '@tidegate/training';

/** The rows of each batch that fall to a process, where there are several. */
export function shardOf({ rank, size }: ProcessGroup): Shard | undefined {
  return size === 1 ? undefined : { index: rank, count: size };
}
