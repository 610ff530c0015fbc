import type { BackendAdapter } from '@tidegate/core';

/** Training that goes on by one whole step at a time. */
export interface TrainingSteps {
  /** Batch in, forward, loss, backward, optimizer; gives the loss, read back from the device. */
  step(): Promise<number>;
  dispose(): Promise<void>;
}

export interface BenchCase {
  /** Also the name of the Python module in `torch/` that does the same, with `_` for `-`. */
  readonly name: string;
  /** What a step computes, in a line. */
  readonly description: string;
  /** Steps timed in each round. */
  readonly stepsPerRound: number;
  /** Starts training on the active backend. */
  start(): TrainingSteps;
  /** What it runs on. */
  readonly backend: BackendAdapter;
}
