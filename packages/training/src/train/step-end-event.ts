import { clone, dispose, keep, type Scalar } from '@tensorflow/tfjs-core';
import { type StepEnd, TidegateError } from '@tidegate/core';
import { globalNorm } from '../clipping/global-norm.js';
import type { LossGradients } from './loss-gradients.js';
import { NonFiniteLossError } from './non-finite-loss-error.js';

export interface OpenStepEnd {
  readonly event: StepEnd;
  /** Frees the tensors; the event cannot be read any more. */
  close(): void;
}

/** An event that reads from the device only what observers ask for, and each once. */
export function openStepEnd(details: Pick<StepEnd, 'step' | 'epoch' | 'learningRate'>, { loss, gradients }: LossGradients): OpenStepEnd {
  let open = true;
  const assertOpen = (what: string): void => {
    if (open) return;
    throw new TidegateError(`train: the ${what} of step ${details.step} is gone; read it before the observer's promise settles`);
  };
  const readOnce = (what: string, read: () => Promise<number>): (() => Promise<number>) => {
    let pending: Promise<number> | undefined;
    return async () => {
      if (!pending) assertOpen(what);
      pending ??= read();
      return pending;
    };
  };
  return {
    event: {
      ...details,
      loss: readOnce('loss', async () => {
        const value = await readScalar(loss);
        if (!Number.isFinite(value)) throw new NonFiniteLossError(details.step, value);
        return value;
      }),
      lossTensor() {
        assertOpen('loss');
        return keep(clone(loss));
      },
      gradientNorm: readOnce('gradient norm', async () => {
        const norm = globalNorm(gradients);
        try {
          return await readScalar(norm);
        } finally {
          norm.dispose();
        }
      }),
    },
    close() {
      open = false;
      dispose([loss, gradients]);
    },
  };
}

async function readScalar(tensor: Scalar): Promise<number> {
  return (await tensor.data())[0] as number;
}
