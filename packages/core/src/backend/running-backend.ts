import { backend } from '@tensorflow/tfjs-core';
import type { HostMemory } from './host-memory.js';

/** What the object behind a TensorFlow.js backend may have beside what TensorFlow.js asks of it. */
export interface RunningBackend {
  /** Compute dispatches since it was started, where it works by those. */
  readonly dispatches?: number;
  /**
   * Waits until all that it was given is done, where kernels return before they are. Whoever gives it much without reading anything calls
   * this now and then, so that the device is never far behind.
   *
   * @throws what went wrong on the device meanwhile
   */
  settle?(): Promise<void>;
  /** The way to values that lie in the memory of this process, where they do. */
  readonly hostMemory?: HostMemory;
}

/** The backend that computes now. */
export function runningBackend(): RunningBackend {
  return backend() as RunningBackend;
}
