import { ArgumentError, type Random } from '@tidegate/core';
import type { ProcessGroup } from './process-group.js';
import { shareRecords } from './share-records.js';

export interface Start {
  /** Where training goes on. */
  readonly from: { readonly step: number; readonly epoch: number; readonly batches: number } | undefined;
  readonly random: Random;
  readonly accumulate: number;
  /** Elements of all parameters. */
  readonly elements: number;
  /** Parameters that may be exchanged by rows. */
  readonly tables: number;
}

/** @throws ArgumentError in all processes, if one begins otherwise than rank 0 */
export async function assertSameStart(group: ProcessGroup, { from, random, accumulate, elements, tables }: Start): Promise<void> {
  const { step, epoch, batches } = from ?? { step: 0, epoch: 1, batches: 0 };
  const record = [step, epoch, batches, ...random.key, accumulate, elements, tables];
  const records = await shareRecords({ group, record });
  const agree = (argument: string, places: readonly number[], describe: (values: readonly number[]) => string): void => {
    const [first, ...others] = records.map((values) => places.map((place) => values[place] as number)) as [number[], ...number[][]];
    const rank = 1 + others.findIndex((values) => values.some((value, index) => value !== first[index]));
    if (rank === 0) return;
    const found = describe(others[rank - 1] as readonly number[]);
    throw new ArgumentError('train', argument, `${found} on rank ${rank}`, `the same in all processes, ${describe(first)} as on rank 0`);
  };
  agree('from', [0, 1, 2], ([atStep, atEpoch, taken]) => `after step ${atStep}, with ${taken} batches of epoch ${atEpoch}`);
  agree('random', [3, 4], (key) => `of key [${key.join(', ')}]`);
  agree('accumulate', [5], ([count]) => `${count}`);
  agree('model.parameters', [6], ([count]) => `of ${count} elements`);
  agree('parallel.tables', [7], ([count]) => `true for ${count} parameters`);
}
