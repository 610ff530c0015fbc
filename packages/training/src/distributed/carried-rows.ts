import { ArgumentError } from '@tidegate/core';
import { gatherJson } from '../process-group/gather-json.js';
import type { ProcessGroup } from '../process-group/process-group.js';
import { rowsOfRank } from '../process-group/rows-of-rank.js';
import type { StoredTensor, StoredTensors } from '../snapshots/training-snapshot.js';

/** What the others must know of a tensor to take part in gathering it. */
interface Description {
  readonly path: string;
  readonly dtype: StoredTensor['dtype'];
  readonly shape: readonly number[];
}

const kinds = { float32: Float32Array, int32: Int32Array, bool: Uint8Array };

/**
 * What all processes carry, as one process with the whole batches would: the rows of all, in the order of their ranks.
 *
 * @throws ArgumentError in all processes, if they carry different tensors, or other rows than the batches have
 */
export async function gatherCarried(group: ProcessGroup, own: StoredTensors | undefined): Promise<StoredTensors | undefined> {
  if (group.size === 1) return own;
  const descriptions = await shareDescriptions(group, own);
  const carrying = descriptions.find(({ length }) => length > 0);
  if (!carrying) return undefined;
  const whole: Record<string, StoredTensor> = {};
  for (const [place, { path, dtype, shape }] of carrying.entries()) {
    const rows = rowsOfAll(
      path,
      shape,
      descriptions.map((description) => description[place]),
      descriptions,
    );
    const parts = await group.allGather(own?.[path]?.data ?? new kinds[dtype]());
    whole[path] = { dtype, shape: [rows, ...shape.slice(1)], data: join(parts, new kinds[dtype](rows * elementsOfRow(shape))) };
  }
  return whole;
}

/**
 * This process's rows of what a snapshot carries.
 *
 * @throws ArgumentError if a tensor has no rows
 */
export function shareOfCarried(group: ProcessGroup, whole: StoredTensors | undefined): StoredTensors | undefined {
  if (group.size === 1 || !whole) return whole;
  const shares = Object.entries(whole).map(([path, { dtype, shape, data }]): [string, StoredTensor] => {
    const [rows] = shape;
    if (rows === undefined)
      throw new ArgumentError('train', `from.carried.${path}`, 'a scalar', 'of rows as its first axis, to be dealt out');
    const { first, end } = rowsOfRank(rows, group);
    const columns = elementsOfRow(shape);
    return [path, { dtype, shape: [end - first, ...shape.slice(1)], data: data.slice(first * columns, end * columns) }];
  });
  return shares.some(([, { shape }]) => shape[0] === 0) ? undefined : Object.fromEntries(shares);
}

async function shareDescriptions(group: ProcessGroup, own: StoredTensors | undefined): Promise<readonly (readonly Description[])[]> {
  const description = Object.entries(own ?? {}).map(([path, { dtype, shape }]): Description => ({ path, dtype, shape }));
  return gatherJson(group, description);
}

/** How many rows all have of a tensor. */
function rowsOfAll(
  path: string,
  shape: readonly number[],
  parts: readonly (Description | undefined)[],
  { length: size }: { readonly length: number },
): number {
  const counts = parts.map((part) => part?.shape[0] ?? 0);
  const rows = counts.reduce((sum, count) => sum + count, 0);
  parts.forEach((part, rank) => {
    const { first, end } = rowsOfRank(rows, { rank, size });
    if (counts[rank] !== end - first || (part && (part.path !== path || elementsOfRow(part.shape) !== elementsOfRow(shape)))) {
      const found = part ? `${part.path} of shape [${part.shape.join(', ')}] on rank ${rank}` : `nothing on rank ${rank}`;
      throw new ArgumentError(
        'train',
        'what the objective carries',
        found,
        `${path} with its ${end - first} of ${rows} rows as its first axis`,
      );
    }
  });
  return rows;
}

function elementsOfRow([, ...shape]: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

function join(parts: readonly StoredTensor['data'][], whole: StoredTensor['data']): StoredTensor['data'] {
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}
