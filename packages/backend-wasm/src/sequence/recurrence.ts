import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { RecurrentInputs } from '@tidegate/ops';
import { matrix } from '../matrix-product/matrix.js';
import type { Output, WasmTensors } from '../tensors/wasm-tensors.js';

type Infos = { readonly [Name in keyof RecurrentInputs]: TensorInfo };

/** The sizes of a recurrence. */
export interface RecurrenceSize {
  readonly batch: number;
  readonly time: number;
  readonly hidden: number;
}

/** @param inputs those of a forward kernel, or of a gradient kernel, which knows batch and time by the outputs that it is given */
export function sizeOf(inputs: Infos & { readonly outputs?: TensorInfo }): RecurrenceSize {
  const [batch, time] = (inputs.outputs ?? inputs.projected ?? (inputs.inputs as TensorInfo)).shape as [number, number, number];
  return { batch, time, hidden: inputs.recurrentKernel.shape[0] as number };
}

/**
 * Writes `inputs inputKernel` of all steps into rows of `width` floats; where the product is given as `projected`, nothing is done.
 *
 * @returns the address of `projected`, which the kernel then adds step by step, or 0
 */
export function projectInputs(wasm: WasmTensors, { inputs, inputKernel, projected }: Infos, to: number, width: number): number {
  if (projected) return wasm.address(projected);
  const rows = matrix(wasm, inputs as TensorInfo);
  const weights = matrix(wasm, inputKernel as TensorInfo);
  wasm.exports.multiply(
    to,
    4 * width,
    rows.address,
    rows.rowStride,
    rows.columnStride,
    weights.address,
    weights.rowStride,
    weights.columnStride,
    rows.rows,
    weights.columns,
    rows.columns,
    false,
  );
  return 0;
}

/** A tensor `[batch, hidden]` that a kernel starts from and overwrites: a copy of `initial`, or zeros. */
export function stateFrom(wasm: WasmTensors, initial: TensorInfo | undefined, { batch, hidden }: RecurrenceSize): Output {
  const state = wasm.allocate([batch, hidden]);
  const from = wasm.addressIfPresent(initial);
  if (from === 0) wasm.exports.fillZeros(state.address, batch * hidden);
  else wasm.exports.copyFloats(state.address, from, batch * hidden);
  return state;
}
