import { add, mul, type Scalar, scalar, square, sum, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { ArgumentError } from '@tidegate/core';
import { assertFloats } from '../op/assert-dtype.js';
import { hasKernel, runKernel } from '../op/run-kernel.js';
import { encodeGroups } from '../op/tensor-groups.js';
import { L2Penalty, type L2PenaltyAttributes } from './contract.js';

/**
 * What an L2 penalty adds to a loss, `[]`: the sum of `coefficients[i] * sum(p_i^2) / 2` over all parameters. Not differentiable: its
 * gradient, `coefficients[i] * p_i`, is what the optimizer updates and `addL2` take as `l2`.
 *
 * @param parameters float32, of any shapes
 * @throws ArgumentError if there is not one coefficient for each parameter, or a parameter is of another type
 */
export function l2Penalty(parameters: readonly Tensor[], attributes: L2PenaltyAttributes): Scalar {
  const { coefficients } = attributes;
  if (coefficients.length !== parameters.length) {
    throw new ArgumentError('l2Penalty', 'coefficients', coefficients, `one for each of the ${parameters.length} parameters`);
  }
  assertFloats('l2Penalty', 'parameters', parameters);
  if (parameters.length === 0) return scalar(0);
  if (!hasKernel(L2Penalty)) return composedL2Penalty(parameters, attributes);
  return runKernel(L2Penalty, encodeGroups({ parameter: parameters }), attributes)[0] as Scalar;
}

/** The same in plain TensorFlow.js ops. */
export function composedL2Penalty(parameters: readonly Tensor[], { coefficients }: L2PenaltyAttributes): Scalar {
  return tidy(() => {
    const terms = parameters.map((parameter, index) => mul(sum(square(parameter)), (coefficients[index] as number) / 2));
    // Not addN: on WebGPU it takes fewer tensors than a model may have parameters.
    return terms.reduce((total, term) => add(total, term)) as Scalar;
  });
}
