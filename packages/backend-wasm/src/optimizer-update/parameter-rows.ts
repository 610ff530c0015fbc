import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { TouchedRows } from '../tensors/touched-rows.js';
import type { WasmTensors } from '../tensors/wasm-tensors.js';

/** How the elements of a parameter are cut: into its own rows, or, where rows do not matter, into rows of one element. */
export interface ParameterRows {
  readonly rows: number;
  readonly columns: number;
  /** The rows of the gradient that are not zero, if it is held by them and they are the parameter's own. */
  readonly touchedRows: TouchedRows | undefined;
}

/** @param byRows whether it matters which rows the parameter has */
export function parameterRows(wasm: WasmTensors, parameter: TensorInfo, gradient: TensorInfo, byRows: boolean): ParameterRows {
  const [rows = 1, columns = 1] = parameter.shape;
  const touchedRows = touchedRowsOf(wasm, parameter, gradient);
  if (touchedRows || byRows) return { rows, columns, touchedRows };
  return { rows: util.sizeFromShape(parameter.shape), columns: 1, touchedRows: undefined };
}

/** The rows of a parameter that its gradient is held by, if it is held by rows and by these: a gradient may have been reshaped. */
export function touchedRowsOf(wasm: WasmTensors, { shape }: TensorInfo, gradient: TensorInfo): TouchedRows | undefined {
  const touchedRows = shape.length === 2 ? wasm.touchedRows(gradient) : undefined;
  return touchedRows?.columns === shape[1] ? touchedRows : undefined;
}
