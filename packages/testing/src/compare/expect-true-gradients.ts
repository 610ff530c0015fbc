import { type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import type { Random } from '@tidegate/core';
import { differentiate, type TensorFunction, weightedSum } from './differentiate.js';
import { expectClose } from './expect-close.js';
import { expectSameFunction } from './expect-same-function.js';
import { sizeOf } from './random-tensors.js';
import { readAll, take } from './read.js';
import type { Truth } from './truth.js';

const step = 2e-3;

/**
 * Expects the gradients of a function to be what central differences say, along random directions: float32 leaves about three digits.
 * Where composed forms run on an oracle, that the function has true gradients there is known: the same ones are expected here, and values.
 */
export async function expectTrueGradients(
  run: TensorFunction,
  inputs: Readonly<Record<string, Tensor>>,
  random: Random,
  truth: Truth = {},
): Promise<void> {
  if (truth.oracle && truth.composedOn === 'oracle') {
    await expectSameFunction(run, run, inputs, random, undefined, truth);
    return;
  }
  const tensors = Object.values(inputs);
  const { gradients } = await differentiate(run, tensors, random);
  const values = await readAll(tensors);
  const directions = tensors.map(({ shape }, index) => random.split('direction', index).normal(sizeOf(shape)));
  const at = (index: number, distance: number): Tensor =>
    tidy(() => {
      const moved = (values[index] as Float32Array).map((value, i) => value + distance * (directions[index]?.[i] as number));
      const replaced = tensors.map((other, place) => (place === index ? tensor(moved, other.shape) : other));
      return weightedSum(run(replaced), random);
    });
  const [ahead, behind] = [step, -step].map((distance) => tensors.map((_, index) => at(index, distance))) as [Tensor[], Tensor[]];
  const sums = (await take([...ahead, ...behind])).map(([sum]) => sum as number);
  for (const [index, name] of Object.keys(inputs).entries()) {
    const slope = ((sums[index] as number) - (sums[tensors.length + index] as number)) / (2 * step);
    const predicted = (gradients[index] as Float32Array).reduce((sum, value, i) => sum + value * (directions[index]?.[i] as number), 0);
    expectClose(`slope along ${name}`, [predicted], [slope], 1e-2);
  }
}
