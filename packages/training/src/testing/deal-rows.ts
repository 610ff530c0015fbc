import { dispose, slice, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { DataParallel } from '../distributed/data-parallel.js';
import type { ProcessGroup } from '../process-group/process-group.js';
import { rowsOfRank } from '../process-group/rows-of-rank.js';

/** The rows that one process has of a batch. */
export type Dealt<Batch> = Batch & { readonly firstRow: number };

/** One process's rows of batches whose tensors have them as their first axis; nothing for a batch without any. */
export function* dealRows<Batch extends Readonly<Record<string, Tensor>>>(
  batches: Iterable<Batch>,
  group: ProcessGroup,
): Generator<Dealt<Batch> | undefined, void> {
  for (const batch of batches) {
    const [whole] = Object.values(batch) as [Tensor];
    const { first, end } = rowsOfRank(whole.shape[0] as number, group);
    const rows = ([name, tensor]: [string, Tensor]): [string, Tensor] => [
      name,
      tidy(() => slice(tensor, [first, ...tensor.shape.slice(1).map(() => 0)], [end - first, ...tensor.shape.slice(1)])),
    ];
    const part = end > first ? Object.fromEntries(Object.entries(batch).map(rows)) : undefined;
    dispose(batch);
    yield part && ({ ...part, firstRow: first } as unknown as Dealt<Batch>);
  }
}

/** Data parallel training of such batches, each weighing as much as it has rows unless it is told otherwise. */
export function byRows<Batch extends Readonly<Record<string, Tensor>>>(
  group: ProcessGroup,
  weightOf: (batch: Batch) => number = (batch) => (Object.values(batch)[0] as Tensor).shape[0] as number,
): DataParallel<Batch> {
  return { group, partOf: (batch) => ({ weight: weightOf(batch), firstRow: (batch as Dealt<Batch>).firstRow }) };
}
