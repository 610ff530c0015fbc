import type { Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError, assertShape } from '@tidegate/core';
import { assertFloats } from '../op/assert-dtype.js';
import type { TensorGroups } from '../op/tensor-groups.js';

/**
 * @throws ArgumentError if a list has not one tensor for each parameter, or a tensor is not float32
 * @throws ShapeError if a tensor has not the shape of its parameter
 */
export function assertGroups(caller: string, parameters: readonly Tensor[], others: TensorGroups): void {
  assertFloats(caller, 'parameters', parameters);
  for (const [role, tensors] of Object.entries(others)) {
    if (tensors.length !== parameters.length) {
      throw new ArgumentError(caller, role, tensors.length, `one tensor for each of the ${parameters.length} parameters`);
    }
    tensors.forEach((tensor, index) => {
      assertShape(caller, `${role}[${index}]`, tensor, (parameters[index] as Tensor).shape);
    });
    assertFloats(caller, role, tensors);
  }
}
