import { gradientTrend, isReversed } from './gradient-trend.js';
import { totalOf, type Weights } from './layer-weights.js';
import type { Measured } from './measure-example.js';

/** All weights, as programs read them. */
export function weightFields(weights: readonly Weights[]): Readonly<Record<string, unknown>> {
  const { count, bytes, trainable } = totalOf(weights);
  return { weights, weightCount: count, weightBytes: bytes, trainableCount: trainable };
}

/** What a model did with an example, as programs read it. */
export function exampleFields({ gradient, ...measured }: Measured): Readonly<Record<string, unknown>> {
  const states = Object.entries(gradient).map(([state, norms]) => [
    state,
    { norms, ...gradientTrend(norms, { reverse: isReversed(state) }) },
  ]);
  return { example: { ...measured, gradient: Object.fromEntries(states) } };
}
