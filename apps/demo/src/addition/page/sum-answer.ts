import type { SumTrace } from '../api.js';

/** The bit that the network holds more likely. */
export function likelyBit(probability: number): number {
  return probability > 0.5 ? 1 : 0;
}

/** The number that the network answers. */
export function answerOf({ columns }: Pick<SumTrace, 'columns'>): number {
  return columns.reduce((answer, { probability }, step) => answer + likelyBit(probability) * 2 ** step, 0);
}
