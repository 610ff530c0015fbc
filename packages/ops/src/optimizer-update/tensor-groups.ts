import type { NamedTensorMap, Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import { ArgumentError, assertShape } from '@tidegate/core';

/**
 * What an update takes of every parameter, as lists of one order: `parameter`, `gradient`, and the optimizer's own memory.
 *
 * Kernels take named tensors, not lists, so the tensors go there as `parameter0, parameter1, ..., gradient0, ...`.
 */
export type TensorGroups = Readonly<Record<string, readonly Tensor[]>>;

export function encodeGroups(groups: TensorGroups): NamedTensorMap {
  const named: NamedTensorMap = {};
  for (const [role, tensors] of Object.entries(groups)) {
    tensors.forEach((tensor, index) => {
      named[`${role}${index}`] = tensor;
    });
  }
  return named;
}

/** The tensors of one role among the inputs of a kernel, in order; none if the role is absent. */
export function decodeGroup<Input extends TensorInfo>(inputs: Readonly<Record<string, Input | undefined>>, role: string): Input[] {
  const tensors: Input[] = [];
  for (let tensor = inputs[`${role}0`]; tensor !== undefined; tensor = inputs[`${role}${tensors.length}`]) tensors.push(tensor);
  return tensors;
}

/**
 * @throws ArgumentError if a list has not one tensor for each parameter
 * @throws ShapeError if a tensor has not the shape of its parameter
 */
export function assertGroups(caller: string, parameters: readonly Tensor[], others: TensorGroups): void {
  for (const [role, tensors] of Object.entries(others)) {
    if (tensors.length !== parameters.length) {
      throw new ArgumentError(caller, role, tensors.length, `one tensor for each of the ${parameters.length} parameters`);
    }
    tensors.forEach((tensor, index) => {
      assertShape(caller, `${role}[${index}]`, tensor, (parameters[index] as Tensor).shape);
    });
  }
}
