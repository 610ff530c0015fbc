import type { NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import { decodeGroup, type UpdateAttributes } from '@tidegate/ops';
import { makeOutput, readFloats } from '../tensors.js';
import { updatedRanges } from './updated-ranges.js';

/** The values of all tensors of one role, such as `gradient`. */
export function readGroup(backend: unknown, inputs: NamedTensorInfoMap, role: string): Float32Array[] {
  return decodeGroup(inputs, role).map((tensor) => readFloats(backend, tensor));
}

/** The update of one parameter, or of some of its rows. */
export interface ParameterUpdate {
  /** The elements to update: from `from` up to but without `to`. */
  readonly from: number;
  readonly to: number;
  /** The gradient, the penalty's included. */
  readonly gradient: Float32Array;
  readonly parameter: Float32Array;
  readonly newParameter: Float32Array;
  /** What the optimizer remembers, in the order of the roles; undefined where it keeps nothing of a role. */
  readonly state: readonly (Float32Array | undefined)[];
  /** To be filled, at the same places. */
  readonly newState: readonly (Float32Array | undefined)[];
}

/**
 * Runs `update` for every parameter of an update kernel, and gives the kernel's outputs: the new parameters, then the new state, role by
 * role.
 *
 * Nothing is overwritten, even where it may be: this backend takes in and gives out its arrays as they are, so that others may hold them.
 */
export function updateParameters(
  backend: unknown,
  inputs: NamedTensorInfoMap,
  { l2, touchedRowsOnly }: UpdateAttributes,
  roles: readonly string[],
  update: (parameter: ParameterUpdate) => void,
): TensorInfo[] {
  const tensors = decodeGroup(inputs, 'parameter');
  const parameters = readGroup(backend, inputs, 'parameter');
  const gradients = readGroup(backend, inputs, 'gradient');
  const states = roles.map((role) => readGroup(backend, inputs, role));
  const newParameters = parameters.map((values) => values.slice());
  const newStates = states.map((state) => state.map((values) => values.slice()));
  parameters.forEach((parameter, index) => {
    const arriving = gradients[index] as Float32Array;
    const coefficient = l2?.[index] ?? 0;
    const gradient = coefficient === 0 ? arriving : arriving.map((g, i) => g + coefficient * (parameter[i] as number));
    const newParameter = newParameters[index] as Float32Array;
    const state = states.map((list) => list[index]);
    const newState = newStates.map((list) => list[index]);
    const { shape } = tensors[index] as TensorInfo;
    for (const [from, to] of updatedRanges(arriving, shape, touchedRowsOnly?.[index] ?? false)) {
      update({ from, to, gradient, parameter, newParameter, state, newState });
    }
  });
  return [newParameters, ...newStates].flatMap((list) =>
    list.map((values, index) => makeOutput(backend, (tensors[index] as TensorInfo).shape, values)),
  );
}
