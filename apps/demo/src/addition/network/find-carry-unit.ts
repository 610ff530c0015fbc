import { dispose } from '@tensorflow/tfjs-core';
import { type AdditionExample, additionBatches } from '@tidegate/datasets';
import type { SequenceTagger } from '@tidegate/models';
import type { CarrySearch, CarryUnit } from '../api.js';
import { carriesOf } from './carries.js';
import { correlation } from './correlation.js';
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
  const carries = sums.flatMap(({ first, second }) => carriesOf(first, second, bits).slice(0, -1));
  for await (const { inputs, targets } of additionBatches(sums, { bits, batchSize: sums.length })) {
    try {
      const layers = await hiddenStates(model, { inputs });
      const correlations = layers.map((layer) =>
        Array.from({ length: layer.units }, (_, unit) => correlation(statesOf(layer, unit, bits), carries)),
      );
      return { sums: sums.length, correlations, best: farthestFromZero(correlations) };
    } finally {
      dispose([inputs, targets]);
    }
  }
  throw new Error('findCarryUnit: sums must be at least one, but there is none');
}

/** Of one unit, after each step but the last of each sum. */
function statesOf({ values, units }: HiddenStates, unit: number, bits: number): number[] {
  const states: number[] = [];
  for (let step = 0; step < values.length / units; step++) {
    if (step % bits < bits - 1) states.push(values[step * units + unit] as number);
  }
  return states;
}

function farthestFromZero(correlations: readonly (readonly number[])[]): CarryUnit {
  const all = correlations.flatMap((units, layer) => units.map((found, unit) => ({ layer, unit, correlation: found })));
  return all.reduce((best, next) => (Math.abs(next.correlation) > Math.abs(best.correlation) ? next : best));
}
