import { add, dispose, div, keep, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { LossGradients } from './loss-gradients.js';

/** Losses and gradients of the batches that make one update. */
export interface GradientSum {
  /** Batches added so far. */
  readonly count: number;
  /** Takes them over. */
  add(next: LossGradients): void;
  /** Counts a batch that adds nothing. */
  skip(): void;
  /** Their mean, for the caller to dispose, or nothing if none was added; nothing is left. */
  take(): LossGradients | undefined;
  /** Frees what was added. */
  clear(): void;
}

export function createGradientSum(): GradientSum {
  /** The loss, then the gradients in the order of `names`. */
  let sums: Tensor[] = [];
  let names: readonly string[] = [];
  let count = 0;

  /** One after the other, so that no more than one gradient is there twice. */
  const replace = (change: (tensor: Tensor, index: number) => Tensor): void => {
    sums.forEach((tensor, index) => {
      sums[index] = keep(tidy(() => change(tensor, index)));
      tensor.dispose();
    });
  };

  return {
    get count() {
      return count;
    },
    add({ loss, gradients }) {
      const tensors = [loss, ...Object.values(gradients)];
      if (sums.length === 0) {
        names = Object.keys(gradients);
        sums = tensors.map((tensor) => keep(tensor));
      } else {
        try {
          replace((sum, index) => add(sum, tensors[index] as Tensor));
        } finally {
          dispose(tensors);
        }
      }
      count++;
    },
    skip() {
      count++;
    },
    take() {
      const batches = count;
      if (batches > 1) replace((sum) => div(sum, batches));
      const [loss, ...gradients] = sums;
      sums = [];
      count = 0;
      if (!loss) return undefined;
      return { loss, gradients: Object.fromEntries(names.map((name, index) => [name, gradients[index]])) } as LossGradients;
    },
    clear() {
      dispose(sums);
      sums = [];
      count = 0;
    },
  };
}
