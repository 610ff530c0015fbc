import { dispose } from '@tensorflow/tfjs-core';
import { type AdditionExample, additionBatches } from '@tidegate/datasets';
import type { SequenceTagger } from '@tidegate/models';
import { correlations } from '../../compute/correlation.js';
import type { CarrySearch, CarryUnit } from '../api.js';
import { carriesOf } from './carries.js';
import { type HiddenStates, hiddenStates } from './hidden-states.js';

/**
 * Which unit has become the carry: the correlation of each unit's hidden state after a step with what that step carries to the next one,
 * over all steps of the sums but the last, after which nothing is to be remembered.
 *
 * @param sums at least one, of `bits` bits
 */
export async function findCarryUnit(
  model: SequenceTagger,
  sums: readonly AdditionExample[],
  bits: number,
): Promise<Pick<CarrySearch, 'sums' | 'correlations' | 'best'>> {
  const carries = Float64Array.from(sums.flatMap(({ first, second }) => carriesOf(first, second, bits).slice(0, -1)));
  for await (const { inputs, targets } of additionBatches(sums, { bits, batchSize: sums.length })) {
    try {
      const layers = await hiddenStates(model, { inputs });
      const found = layers.map((layer) => [...correlations(statesOf(layer, bits), layer.units, carries)]);
      return { sums: sums.length, correlations: found, best: farthestFromZero(found) };
    } finally {
      dispose([inputs, targets]);
    }
  }
  throw new Error('findCarryUnit: sums must be at least one, but there is none');
}

/** `[batch * (bits - 1), units]`, row by row: after each step but the last of each sum. */
function statesOf({ values, units }: HiddenStates, bits: number): Float32Array {
  return values.filter((_, index) => Math.floor(index / units) % bits < bits - 1);
}

function farthestFromZero(correlations: readonly (readonly number[])[]): CarryUnit {
  const all = correlations.flatMap((units, layer) => units.map((found, unit) => ({ layer, unit, correlation: found })));
  return all.reduce((best, next) => (Math.abs(next.correlation) > Math.abs(best.correlation) ? next : best));
}
