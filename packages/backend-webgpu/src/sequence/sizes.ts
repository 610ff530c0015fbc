import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { RecurrentInputs } from '@tidegate/ops';
import { GpuError } from '../device/errors.js';
import { type Groups, lineOf } from '../program/groups.js';

/** Invocations of a workgroup: the most that every WebGPU device has. */
export const invocations = 256;
/** Numbers of four bytes in the memory of a workgroup: the most that every WebGPU device has. */
export const workgroupFloats = 4096;
/** The state of one sequence, that of the step before and that of this step, must fit there. */
const largestHiddenSize = workgroupFloats / 2;
/** Workgroups that keep a large GPU busy: only with more sequences does one take several at a time. */
const enoughWorkgroups = 64;

export interface SequenceSizes {
  readonly batch: number;
  readonly time: number;
  readonly hidden: number;
}

/**
 * How the sequences of a batch are divided among workgroups. In each, `lanes` invocations share the units of some sequences, and there are
 * as many such teams as fit.
 */
export interface Division {
  readonly lanes: number;
  /** Sequences of each team, which read each weight once for all of them. */
  readonly rowsPerTeam: 1 | 2 | 4;
  readonly groups: Groups;
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

/** @param floatsPerRow what a sequence needs of a workgroup's memory */
export function divide(batch: number, hidden: number, floatsPerRow: number): Division {
  const lanes = [32, 64, 128].find((count) => count >= hidden) ?? invocations;
  const teams = invocations / lanes;
  const fits = (rows: number): boolean => teams * rows * floatsPerRow <= workgroupFloats;
  const busy = (rows: number): boolean => Math.ceil(batch / (teams * rows)) >= enoughWorkgroups;
  const rowsPerTeam = ([4, 2] as const).find((rows) => fits(rows) && busy(rows)) ?? 1;
  return { lanes, rowsPerTeam, groups: lineOf(Math.ceil(batch / (teams * rowsPerTeam))) };
}

/** `lines(3, (row) => ...)` joined: loops written out, so that the numbers they count stay in registers. */
export function unrolled(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}
