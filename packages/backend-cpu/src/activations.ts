import type { RnnActivation } from '@tidegate/ops';
import { exp } from './exp.js';

export function sigmoid(x: number): number {
  return 1 / (1 + exp(-x));
}

export function tanh(x: number): number {
  return 1 - 2 / (1 + exp(2 * x));
}

/** Replaces `values[from..to)` by their sigmoids, after adding `bias`. */
export function applySigmoid(values: Float32Array, from: number, to: number, bias = 0): void {
  for (let i = from; i < to; i++) values[i] = sigmoid((values[i] as number) + bias);
}

/** Replaces `values[from..to)` by their hyperbolic tangents. */
export function applyTanh(values: Float32Array, from: number, to: number): void {
  for (let i = from; i < to; i++) values[i] = tanh(values[i] as number);
}

/** An activation, and its derivative as a function of its value. */
export interface Activation {
  readonly value: (x: number) => number;
  readonly derivative: (y: number) => number;
}

export const activations: Readonly<Record<RnnActivation, Activation>> = {
  tanh: { value: tanh, derivative: (y) => 1 - y * y },
  relu: { value: (x) => Math.max(x, 0), derivative: (y) => (y > 0 ? 1 : 0) },
  sigmoid: { value: sigmoid, derivative: (y) => y * (1 - y) },
};
