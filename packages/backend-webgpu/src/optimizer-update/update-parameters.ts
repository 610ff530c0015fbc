import type { TensorInfo } from '@tensorflow/tfjs-core';
import { decodeGroup, type UpdateAttributes } from '@tidegate/ops';
import type { KernelCall } from '../kernel.js';
import { type ChangePrograms, changeTensors } from './change-tensors.js';

type Tensors = Readonly<Record<string, TensorInfo>>;

/** Runs an update kernel, and gives its outputs: the new parameters, then the new state, role by role. */
export function updateParameters(
  { inputs, attributes: { l2, touchedRowsOnly, overwrite = false }, webgpu }: KernelCall<Tensors, UpdateAttributes>,
  programs: ChangePrograms,
  roles: readonly string[],
  uniforms: Readonly<Record<string, number>>,
): TensorInfo[] {
  const lists = ['parameter', ...roles].map((role) => decodeGroup(inputs, role));
  const parameters = decodeGroup(inputs, 'gradient').map((given, index) => ({
    tensors: lists.map((list) => list[index] as TensorInfo),
    given,
    coefficient: l2?.[index] ?? 0,
    touchedRowsOnly: touchedRowsOnly?.[index] ?? false,
  }));
  const twice = repeated(inputs);
  const mayTake = ({ dataId }: TensorInfo): boolean => overwrite && webgpu.refCount(dataId) === 1 && !twice.has(dataId);
  const changed = changeTensors(webgpu, programs, parameters, uniforms, mayTake);
  return lists.flatMap((_, role) => changed.map((tensors) => tensors[role] as TensorInfo));
}

/** The data that more than one input of a launch has. */
function repeated(inputs: Tensors): ReadonlySet<object> {
  const once = new Set<object>();
  const twice = new Set<object>();
  for (const { dataId } of Object.values(inputs)) (once.has(dataId) ? twice : once).add(dataId);
  return twice;
}
