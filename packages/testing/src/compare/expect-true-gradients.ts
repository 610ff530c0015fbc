import { type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import type { Random } from '@tidegate/core';
import { differentiate, type TensorFunction, weightedSum } from './differentiate.js';
import { expectClose } from './expect-close.js';
import { sizeOf } from './random-tensors.js';

/**
 * Expects the gradients of a function to be what central differences say, along random directions: float32 leaves about three digits.
 */
export function expectTrueGradients(run: TensorFunction, inputs: Readonly<Record<string, Tensor>>, random: Random): void {
  const step = 2e-3;
  const tensors = Object.values(inputs);
  const { gradients } = differentiate(run, tensors, random);
  Object.keys(inputs).forEach((name, index) => {
    const input = tensors[index] as Tensor;
    const direction = random.split('direction', index).normal(sizeOf(input.shape));
    const at = (distance: number): number =>
      tidy(() => {
        const moved = input.dataSync().map((value, i) => value + distance * (direction[i] as number));
        const replaced = tensors.map((other, place) => (place === index ? tensor(moved, input.shape) : other));
        return weightedSum(run(replaced), random).dataSync()[0] as number;
      });
    const slope = (at(step) - at(-step)) / (2 * step);
    const predicted = (gradients[index] as Float32Array).reduce((sum, value, i) => sum + value * (direction[i] as number), 0);
    expectClose(`slope along ${name}`, [predicted], [slope], 1e-2);
  });
}
