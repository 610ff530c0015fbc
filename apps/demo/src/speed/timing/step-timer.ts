import type { BackendName, CaseName } from '../bench-names.js';

export interface TimerOptions {
  readonly backend: BackendName;
  /** Those that are asked for, where the backend computes with threads. */
  readonly threads: number;
}

/** What runs, as the backend itself says it. */
export interface StartedBackend {
  /** Undefined where a GPU computes. */
  readonly threads?: number;
  /** The GPU. */
  readonly adapter?: string;
}

/** What all steps so far come to that count. */
export interface Timing {
  readonly steps: number;
  /** Of one whole step, median. */
  readonly milliseconds: number;
}

/** Times training steps in a worker, whose one engine belongs to one library. */
export interface StepTimer {
  /**
   * Starts the backend and makes the network of a case.
   *
   * @throws Error if the backend cannot run here
   */
  start(name: CaseName, options: TimerOptions): Promise<StartedBackend>;
  /**
   * Makes steps for about so many milliseconds, one at least. Before the first that counts, engines may compile and caches fill.
   *
   * @throws Error if the network cannot be trained on this backend
   */
  turn(milliseconds: number): Promise<Timing>;
}
