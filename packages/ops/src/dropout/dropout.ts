import { mul, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { assertInteger, assertNumber, type Random } from '@tidegate/core';
import { runDifferentiable } from '../op/run-differentiable.js';
import { hasKernel, runKernel } from '../op/run-kernel.js';
import { Dropout, type DropoutAttributes } from './contract.js';

/**
 * Sets each element to zero with probability `rate` and scales the others by `1 / (1 - rate)`, so that the expected value stays.
 *
 * The mask is a function of `random`, the same on every backend: for a new mask at each step, pass the stream of that step. With
 * `random.forRowsFrom(row)` the first axis is that of the batch, and the mask that of the rows from there on.
 * Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", JMLR 2014.
 *
 * @throws ArgumentError unless `rate` is in `[0, 1)`, or if `random.firstRow` is no whole number of at least 0
 */
export function dropout<Input extends Tensor>(inputs: Input, rate: number, random: Random): Input {
  assertNumber('dropout', 'rate', rate, { least: 0, most: 1, open: true });
  if (rate === 0) return inputs;
  return hasKernel(Dropout) && inputs.dtype === 'float32' ? fused(inputs, rate, random) : composedDropout(inputs, rate, random);
}

/** The same in plain TensorFlow.js ops. */
export function composedDropout<Input extends Tensor>(inputs: Input, rate: number, random: Random): Input {
  const mask = random.uniform(inputs.size, 0, 1, startOf(inputs, random)).map((draw) => (draw < rate ? 0 : 1 / (1 - rate)));
  return mul(inputs, tensor(mask, inputs.shape));
}

/** The kernel is linear, and its own transpose: back it goes by the same mask. */
function fused<Input extends Tensor>(inputs: Input, rate: number, random: Random): Input {
  const [first, second] = random.key;
  const attributes: DropoutAttributes = { rate, key: [first, second], start: startOf(inputs, random) };
  const [outputs] = runDifferentiable({
    inputs: { inputs },
    forward: () => ({ outputs: runKernel(Dropout, { inputs }, attributes), saved: [] }),
    backward: ([outputsGradient]) => ({ inputs: () => dropout(outputsGradient as Tensor, rate, random) }),
  });
  return outputs as Input;
}

/** The position of the first element in the tensor of the whole batch. One without rows is the same in all parts of the batch. */
function startOf({ shape: [rows = 0], size }: Tensor, { firstRow }: Random): number {
  assertInteger('dropout', 'random.firstRow', firstRow, 0);
  return rows === 0 ? 0 : (firstRow * (size / rows)) % 2 ** 32;
}
