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

/** What a figure measured on a backend hangs on. */
export interface BackendDetails {
  /** Threads that compute, the calling one included. */
  readonly threads: number;
  /** The vector instructions that were built for, such as `simd` or `relaxed`. */
  readonly simd?: string;
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
