import { mul, type NamedAttrMap, type NamedTensorMap, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import { runDifferentiable } from '../op/run-differentiable.js';
import { runKernel } from '../op/run-kernel.js';

/**
 * Runs a loss kernel, which gives the loss `[]` and, in the same launch, its gradient with respect to one input. That gradient is a
 * constant to the engine: a loss has first derivatives only; for second ones take its composed form.
 *
 * @param scores the name of that input; the others count as constants
 */
export function runLossKernel(name: string, scores: string, inputs: NamedTensorMap, attributes: NamedAttrMap): Scalar {
  const [loss] = runDifferentiable({
    inputs: { [scores]: inputs[scores] as Tensor },
    forward() {
      const [value, gradient] = runKernel(name, inputs, attributes) as [Scalar, Tensor];
      return { outputs: [value], saved: [gradient] };
    },
    backward: ([lossGradient], [gradient]) => ({ [scores]: () => mul(lossGradient as Scalar, gradient as Tensor) }),
  });
  return loss as Scalar;
}
