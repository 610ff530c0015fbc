import { type NamedTensorMap, tensor, type Variable } from '@tensorflow/tfjs-core';
import { ArgumentError, TidegateError } from '@tidegate/core';
import { nameRanks } from '../process-group/name-ranks.js';
import type { ProcessGroup } from '../process-group/process-group.js';
import { shareRecords } from '../process-group/share-records.js';
import type { StoredTensor, TrainingSnapshot } from '../snapshots/training-snapshot.js';
import { assertFiniteWeights } from '../weights/assert-finite-weights.js';

/** How far apart the weights of two processes may be, as a share of their norm: what different processors make of rounding. */
const tolerance = 1e-4;

/** Gives all processes the weights of rank 0. */
export async function broadcastWeights(group: ProcessGroup, variables: readonly Variable[]): Promise<void> {
  const elements = variables.reduce((sum, { size }) => sum + size, 0);
  const flat = new Float32Array(new ArrayBuffer(Float32Array.BYTES_PER_ELEMENT * elements));
  if (group.rank === 0) {
    const values = await Promise.all(variables.map((variable) => variable.data()));
    let place = 0;
    for (const part of values) {
      flat.set(part, place);
      place += part.length;
    }
  }
  await group.broadcast(flat);
  if (group.rank === 0) return;
  let place = 0;
  for (const variable of variables) {
    const value = tensor(flat.slice(place, place + variable.size), variable.shape, variable.dtype);
    variable.assign(value);
    value.dispose();
    place += variable.size;
  }
}

/** @throws ArgumentError in all processes, if one goes on from another snapshot of the same step than rank 0 */
export async function assertSameSnapshot(group: ProcessGroup, { parameters, optimizer }: TrainingSnapshot): Promise<void> {
  const parts = { 'from.parameters': parameters, 'from.optimizer.state': optimizer.state };
  for (const [argument, stored] of Object.entries(parts)) {
    const differing = await otherwise(
      group,
      Object.values(stored).map(({ data }) => data),
    );
    if (differing.length === 0) continue;
    const rule = 'the same in all processes; give each the snapshot of rank 0';
    throw new ArgumentError('train', argument, `other values on ${nameRanks(differing)}`, rule);
  }
}

/**
 * Compares the weights of all processes by a sum with random signs: it differs by about as much as the weights do.
 *
 * @throws TidegateError in all processes, if the weights of one are not those of rank 0
 */
export async function assertSameWeights(group: ProcessGroup, parameters: NamedTensorMap, step: number): Promise<void> {
  const values = await Promise.all(Object.values(parameters).map((parameter) => parameter.data()));
  const differing = await otherwise(group, values as Float32Array[]);
  // Where they are the same, they are finite everywhere or nowhere.
  if (differing.length === 0) return assertFiniteWeights(step, values as Float32Array[]);
  throw new TidegateError(
    `train: after step ${step} the weights of ${nameRanks(differing)} are not those of rank 0; give every process the same model, ` +
      'optimizer, learning rate, penalty and clipping, and change no weight in an observer of some of them only',
  );
}

/** The processes whose values are not those of rank 0. */
async function otherwise(group: ProcessGroup, parts: readonly StoredTensor['data'][]): Promise<readonly number[]> {
  const records = await shareRecords({ group, record: projection(parts) });
  const [first, squares] = records[0] as readonly [number, number];
  const most = tolerance * Math.sqrt(squares);
  // Where the values are no numbers any more, they are not in any process.
  return records.flatMap(([sum], rank) => (Object.is(sum, first) || Math.abs((sum as number) - first) <= most ? [] : [rank]));
}

/** The sum of all values with random signs, and that of their squares. */
function projection(parts: readonly StoredTensor['data'][]): [sum: number, squares: number] {
  let sum = 0;
  let squares = 0;
  let bits = 1;
  for (const values of parts) {
    for (let index = 0; index < values.length; index++) {
      const value = values[index] as number;
      // Marsaglia's xorshift (2003).
      bits ^= bits << 13;
      bits ^= bits >>> 17;
      bits ^= bits << 5;
      sum += bits < 0 ? value : -value;
      squares += value * value;
    }
  }
  return [sum, squares];
}
