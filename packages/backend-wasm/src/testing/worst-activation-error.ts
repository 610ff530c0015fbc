import { dispose, sigmoid, type Tensor, tanh, tensor1d } from '@tensorflow/tfjs-core';

/** An activation as the backend computes it, and exactly. */
export interface ActivationCase {
  readonly name: string;
  readonly compute: (x: Tensor) => Tensor;
  readonly exact: (x: number) => number;
}

export const activationCases: readonly ActivationCase[] = [
  { name: 'tanh', compute: tanh, exact: Math.tanh },
  { name: 'sigmoid', compute: sigmoid, exact: (x) => 1 / (1 + Math.exp(-x)) },
];

const chunk = 1 << 20;

/**
 * The greatest difference to the exact value over every `stride`th finite float32, from the smallest bit pattern to the largest, and where
 * it is found.
 */
export function worstActivationError({ compute, exact }: ActivationCase, stride: number): { readonly error: number; readonly at: number } {
  const bits = new Uint32Array(chunk);
  const inputs = new Float32Array(bits.buffer);
  let worst = { error: 0, at: 0 };
  for (let first = 0; first < 2 ** 32; first += chunk * stride) {
    for (let i = 0; i < chunk; i++) {
      bits[i] = Math.min(first + i * stride, 2 ** 32 - 1);
      if (!Number.isFinite(inputs[i])) inputs[i] = 0;
    }
    const x = tensor1d(inputs.slice());
    const y = compute(x);
    const values = y.dataSync();
    for (let i = 0; i < chunk; i++) {
      const error = Math.abs((values[i] as number) - exact(inputs[i] as number));
      // Written so that a value which is not a number counts as the worst.
      if (!(error <= worst.error)) worst = { error, at: inputs[i] as number };
    }
    dispose([x, y]);
  }
  return worst;
}
