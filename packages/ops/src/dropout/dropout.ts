import { mul, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { assertNumber, type Random } from '@tidegate/core';

/**
 * Sets each element to zero with probability `rate` and scales the others by `1 / (1 - rate)`, so that the expected value stays.
 *
 * The mask is a function of `random`: for a new mask at each step, pass the stream of that step.
 * Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", JMLR 2014.
 *
 * @throws ArgumentError unless `rate` is in `[0, 1)`
 */
export function dropout<Input extends Tensor>(inputs: Input, rate: number, random: Random): Input {
  assertNumber('dropout', 'rate', rate, { least: 0, most: 1, open: true });
  if (rate === 0) return inputs;
  const mask = random.uniform(inputs.size).map((draw) => (draw < rate ? 0 : 1 / (1 - rate)));
  return mul(inputs, tensor(mask, inputs.shape));
}
