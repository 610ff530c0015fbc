import { numberToBits } from '@tidegate/datasets';
import type { Output } from '../../process/output.js';
import type { PredictedSum } from './predict-sums.js';

/**
 * A sum as the network does it, the most significant bit first; a wrong one says so.
 * ```text
 * [0 1 0 1 0 0 1 0]:82
 * [0 0 1 1 1 1 0 0]:60
 * [1 0 0 0 1 1 1 0]:142
 * ```
 */
export function layOutSum({ first, second, sum, predicted }: PredictedSum, bits: number, { green, red }: Output['colours']): string {
  const row = (value: number): string => `[${numberToBits(value, bits).reverse().join(' ')}]:${value}`;
  const answer = predicted === sum ? green(row(predicted)) : red(`${row(predicted)}  wrong: ${first} + ${second} = ${sum}`);
  return `${row(first)}\n${row(second)}\n${answer}`;
}
