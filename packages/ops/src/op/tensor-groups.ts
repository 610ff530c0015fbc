import type { NamedTensorMap, Tensor, TensorInfo } from '@tensorflow/tfjs-core';

/**
 * Lists of tensors by their role. Kernels take named tensors, not lists, so they go there as `parameter0, parameter1, ..., gradient0, ...`.
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
