import type { TrainingSteps } from './training-steps.js';

/** A network and its data, of which whole training steps are timed. */
export interface BenchCase {
  readonly name: string;
  /** What a step computes, in a line. */
  readonly description: string;
  /** Steps that are timed unless the user wants another number: enough for a steady median, few enough to wait for. */
  readonly steps: number;
  /** Whether it runs only where it is asked for by name: it takes long, or much memory. */
  readonly onRequest?: boolean;
  /** Starts training on the active backend. */
  start(): TrainingSteps;
}
