import type { ProcessGroup } from '@tidegate/training';
import type { TrainingSteps } from './training-steps.js';

/** A network and its data, of which whole training steps are timed. */
export interface BenchCase {
  readonly name: string;
  /** What a step computes, in a line. */
  readonly description: string;
  /** Steps that are timed unless the user wants another number: enough for a steady median, few enough to wait for. */
  readonly steps: number;
  /** Rows of a batch, such as texts. */
  readonly batch: number;
  /** Whether it runs only where it is asked for by name: it takes long, or much memory. */
  readonly onRequest?: boolean;
  /**
   * Starts training on the active backend.
   *
   * @param group processes that train together, each on a batch of its own of as many rows; by default this one trains alone
   */
  start(group?: ProcessGroup): TrainingSteps;
}
