import type { BackendValues, DataType, TensorInfo } from '@tensorflow/tfjs-core';
import type { BufferManager } from './buffer-pool.js';
import type { SharedBuffer } from './shared-buffer.js';

/** What the stock backend keeps of a tensor, and what we add to it. */
export interface TensorData {
  values: BackendValues | null;
  readonly dtype: DataType;
  readonly shape: number[];
  refCount: number;
  resource?: GPUBuffer | null;
  /** If the tensor is a part of a buffer that others are parts of too. */
  part?: { readonly of: SharedBuffer; readonly offset: number } | undefined;
}

/** The members of the stock backend (4.22.0) that ours stands on: many of them private; all in one place, so that another version can be fitted. */
export interface StockInternals {
  bufferManager: BufferManager;
  readonly device: GPUDevice;
  readonly queue: GPUQueue;
  commandEncoder: GPUCommandEncoder | null;
  computePassEncoder: GPUComputePassEncoder | null;
  commandQueueOwnedIds: WeakSet<object>;
  tensorDataPendingDisposal: object[];
  uniformPendingDisposal: GPUBuffer[];
  dispatchCountInPass: number;
  tensorMap: { get(id: object): TensorData; has(id: object): boolean };
  tensorToBinding(tensor: TensorInfo): GPUBindingResource;
  releaseResource(id: object): void;
  submitQueue(): void;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  uploadToGPU(id: object): void;
  shouldExecuteOnCPU(inputs: TensorInfo[], threshold?: number): boolean;
  makeTensorInfo(shape: number[], dtype: DataType, values?: BackendValues): TensorInfo;
  runWebGPUProgram(
    program: object,
    inputs: TensorInfo[],
    dtype: DataType,
    uniforms?: { type: string; data: number[] }[],
    output?: TensorInfo,
  ): TensorInfo;
}
