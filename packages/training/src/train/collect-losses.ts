import { concat, dispose, reshape, type Scalar, type Tensor1D, tidy } from '@tensorflow/tfjs-core';
import type { StepEnd, TrainObserver } from '@tidegate/core';
import { NonFiniteLossError } from './non-finite-loss-error.js';

/** The losses of the last steps; an observer of training. */
export interface CollectedLosses extends TrainObserver {
  onStepEnd(event: StepEnd): void;
  /**
   * The losses of all steps since this was last called, in their order.
   *
   * @throws NonFiniteLossError if one is infinite or not a number, the first of them
   */
  read(): Promise<readonly number[]>;
  /** Frees those that were not read. */
  dispose(): void;
}

/** Losses that are held one by one, before they become one tensor: each takes a buffer of the device. */
const mostSingle = 64;

/**
 * Keeps the loss of each step on the device until it is asked for, and reads those of many steps at once: training need not wait for the
 * device at every step to know the mean of its losses.
 */
export function collectLosses(): CollectedLosses {
  let joined: Tensor1D[] = [];
  let single: Scalar[] = [];
  /** The number of each step, in order. */
  let steps: number[] = [];
  const join = (): void => {
    if (single.length === 0) return;
    joined.push(tidy(() => concat(single.map((loss) => reshape(loss, [1])))));
    dispose(single);
    single = [];
  };
  const take = (): { readonly tensors: Tensor1D[]; readonly steps: number[] } => {
    join();
    const taken = { tensors: joined, steps };
    joined = [];
    steps = [];
    return taken;
  };
  return {
    onStepEnd(event) {
      single.push(event.lossTensor());
      steps.push(event.step);
      if (single.length === mostSingle) join();
    },
    async read() {
      const taken = take();
      try {
        const losses = (await Promise.all(taken.tensors.map((tensor) => tensor.data()))).flatMap((values) => [...values]);
        const bad = losses.findIndex((loss) => !Number.isFinite(loss));
        if (bad >= 0) throw new NonFiniteLossError(taken.steps[bad] as number, losses[bad] as number);
        return losses;
      } finally {
        dispose(taken.tensors);
      }
    },
    dispose() {
      dispose([...single, ...joined]);
      single = [];
      joined = [];
      steps = [];
    },
  };
}
