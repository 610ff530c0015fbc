import type { KernelConfig } from '@tensorflow/tfjs-core';

export type Support = { readonly supported: true } | { readonly supported: false; readonly reason: string };

/** A device that runs tensors: a TensorFlow.js backend, and the Tidegate kernels written for it. */
export interface BackendAdapter {
  /** The TensorFlow.js backend that this adapter starts, such as `cpu`. */
  readonly name: string;
  /** The ops that this backend runs as one launch; an op that is absent runs in its composed form. */
  readonly kernels: readonly KernelConfig[];
  /** Answers without side effects whether this machine can run it, and if not, why. */
  isSupported(): Promise<Support>;
  /** Loads what the backend needs and registers it with TensorFlow.js under `name`. */
  load(): Promise<void>;
  /** How it runs; asked once it is loaded. Absent where nothing can be chosen. */
  details?(): BackendDetails;
}

/** What a figure measured on a backend hangs on; each where the backend has it. */
export interface BackendDetails {
  /** Threads that compute, the calling one included. */
  readonly threads?: number;
  /** The vector instructions that were built for, such as `simd` or `relaxed`. */
  readonly simd?: string;
  /** The graphics device, as its driver names it. */
  readonly adapter?: string;
  /** Whether that device is a program on the processor, which computes rightly but slowly. */
  readonly software?: boolean;
  /** What the device can do beyond the standard, under the names of the WebGPU standard, such as `subgroups`. */
  readonly features?: readonly string[];
  /** How much the device can do at once, under the names of the WebGPU standard, such as `maxStorageBuffersPerShaderStage`. */
  readonly limits?: Readonly<Record<string, number>>;
}

export interface BackendRefusal {
  readonly name: string;
  readonly reason: string;
}

export interface ActiveBackend {
  readonly name: string;
  readonly adapter: BackendAdapter;
  /** The adapters that were tried first and could not start. */
  readonly refusals: readonly BackendRefusal[];
}
