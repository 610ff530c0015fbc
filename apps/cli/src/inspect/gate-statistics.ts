import type { Range } from './gate-range.js';

/** Parts of the range that a histogram counts; the first and the last are where a gate is saturated. */
const parts = 10;

/** How the values of a gate, of all its units at all steps, are spread. */
export interface GateStatistics {
  readonly mean: number;
  /** The standard deviation. */
  readonly deviation: number;
  /** What the histogram goes over: between which values the gate always is, or else between which these are. */
  readonly range: Range;
  /** The share within a tenth of the range from its low end, of a gate that has a range. */
  readonly low?: number;
  /** The same at its high end. */
  readonly high?: number;
  /** The share in each tenth of the range. */
  readonly histogram: readonly number[];
}

/**
 * A tenth from either end counts as saturated, as in Karpathy, Johnson and Li, "Visualizing and understanding recurrent networks",
 * arXiv 1506.02078.
 *
 * @param values at least one
 * @param range if the gate has one
 */
export function gateStatistics(values: ArrayLike<number>, range: Range | undefined): GateStatistics {
  let [sum, squares, least, most] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    sum += value;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const mean = sum / values.length;
  const [from, to] = range ?? (least <= most ? [least, most] : [0, 0]);
  const counts = new Array<number>(parts).fill(0);
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    squares += (value - mean) ** 2;
    const part = to > from ? Math.floor((parts * (value - from)) / (to - from)) : 0;
    // Nothing that is no number is counted.
    if (!Number.isNaN(value)) (counts as [number])[Math.max(0, Math.min(parts - 1, part)) as 0]++;
  }
  const histogram = counts.map((count) => count / values.length);
  return {
    mean,
    deviation: Math.sqrt(squares / values.length),
    range: [from, to],
    ...(range && { low: histogram[0] as number, high: histogram[parts - 1] as number }),
    histogram,
  };
}
