import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Program } from '../program/program.js';
import type { BufferPart, WebgpuTensors } from '../tensors/webgpu-tensors.js';
import { divide, type Form } from './division.js';
import type { SequenceSizes } from './sizes.js';
import { transposed } from './transposed.js';

export interface WayBack {
  readonly program: (form: Form) => Program;
  readonly recurrentKernel: TensorInfo;
  /** Numbers that the units of a sequence hand to each other at a time, for each unit. */
  readonly exchanged: number;
  /** Beside `backwardKernel`. */
  readonly bindings: Readonly<Record<string, TensorInfo | BufferPart>>;
  /** Beside the sizes and `lanes`. */
  readonly uniforms: Readonly<Record<string, number>>;
}

/** Runs a program for the way back through all steps. */
export function goBack(
  webgpu: WebgpuTensors,
  sizes: SequenceSizes,
  { program, recurrentKernel, exchanged, bindings, uniforms }: WayBack,
): void {
  const { batch, hidden } = sizes;
  const onGpu = webgpu.runsOn === 'gpu';
  // A GPU has faster memory for the workgroup, and reads best what lies side by side; to a processor all memory is the same.
  const { form, lanes, groups } = divide(webgpu.runsOn, { batch, hidden, sums: 1, floatsPerRow: onGpu ? exchanged * hidden : 0 });
  const backwardKernel = onGpu ? transposed(webgpu, recurrentKernel) : recurrentKernel;
  webgpu.run(program(form), { backwardKernel, ...bindings }, { ...sizes, lanes, ...uniforms }, groups);
  if (onGpu) webgpu.disposeData(backwardKernel.dataId);
}
