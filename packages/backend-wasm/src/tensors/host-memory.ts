import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { HeldRows, HostMemory } from '@tidegate/core';
import type { WasmMemory } from '../memory/wasm-memory.js';
import type { TouchedRows } from './touched-rows.js';

/** What must be known of the tensors. */
interface Tensors {
  readonly memorySpace: WasmMemory;
  address(tensor: TensorInfo): number;
  touchedRows(tensor: TensorInfo): TouchedRows | undefined;
  allocate(shape: readonly number[]): { readonly info: TensorInfo; readonly address: number };
}

/** The memory of the compiled kernels, which is one of this process. */
export function hostMemoryOf(tensors: Tensors): HostMemory {
  const { memorySpace: memory } = tensors;
  return {
    values: (tensor) => memory.floats(tensors.address(tensor), util.sizeFromShape(tensor.shape)),
    touchedRows(tensor): HeldRows | undefined {
      const held = tensors.touchedRows(tensor);
      return held && { rows: memory.integers(held.rows, held.count), values: memory.floats(held.address, held.count * held.columns) };
    },
    tensorOf(values, shape): TensorInfo {
      const { info, address } = tensors.allocate(shape);
      memory.floats(address, values.length).set(values);
      return info;
    },
  };
}
