import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmTensors } from '../tensors/wasm-tensors.js';

/** A float32 matrix in the memory of the compiled kernels; strides in bytes. */
export interface Matrix {
  readonly address: number;
  readonly rows: number;
  readonly columns: number;
  readonly rowStride: number;
  readonly columnStride: number;
}

/** A tensor of rank 2, or of a higher one with its last axis as columns. */
export function matrix(wasm: WasmTensors, tensor: TensorInfo): Matrix {
  const columns = tensor.shape.at(-1) as number;
  const rows = tensor.shape.slice(0, -1).reduce((product, size) => product * size, 1);
  return { address: wasm.address(tensor), rows, columns, rowStride: 4 * columns, columnStride: 4 };
}

export function transposed({ address, rows, columns, rowStride, columnStride }: Matrix): Matrix {
  return { address, rows: columns, columns: rows, rowStride: columnStride, columnStride: rowStride };
}
