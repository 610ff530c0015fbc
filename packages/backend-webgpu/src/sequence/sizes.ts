import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { RecurrentInputs } from '@tidegate/ops';
import { GpuError } from '../device/errors.js';
import { workgroupFloats } from './division.js';

/** The state of one sequence, that of the step before and that of this step, must fit there. */
const largestHiddenSize = workgroupFloats / 2;

export interface SequenceSizes {
  readonly batch: number;
  readonly time: number;
  readonly hidden: number;
}

type Infos = { readonly [Name in keyof RecurrentInputs]: TensorInfo };

/** @throws GpuError if the state of a sequence does not fit a workgroup */
export function sizesOf(inputs: Infos & { readonly outputs?: TensorInfo }): SequenceSizes {
  const [batch, time] = (inputs.outputs ?? inputs.projected ?? (inputs.inputs as TensorInfo)).shape as [number, number, number];
  const hidden = inputs.recurrentKernel.shape[0] as number;
  if (hidden > largestHiddenSize) {
    throw new GpuError(`webgpu: hiddenSize must be at most ${largestHiddenSize} on this backend, but is ${hidden}; take the backend wasm`);
  }
  return { batch, time, hidden };
}
