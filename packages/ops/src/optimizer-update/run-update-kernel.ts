import type { NamedAttrMap, Tensor } from '@tensorflow/tfjs-core';
import { runKernel } from '../op/run-kernel.js';
import { encodeGroups, type TensorGroups } from '../op/tensor-groups.js';

/** Runs an update kernel, whose outputs are lists of one tensor for each parameter, one list after the other. */
export function runUpdateKernel(name: string, groups: TensorGroups, attributes: NamedAttrMap, count: number): Tensor[][] {
  const outputs = runKernel(name, encodeGroups(groups), attributes);
  return Array.from({ length: outputs.length / count }, (_, list) => outputs.slice(list * count, (list + 1) * count));
}
