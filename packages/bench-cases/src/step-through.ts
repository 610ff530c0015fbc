import type { TrainObserver } from '@tidegate/core';
import type { TrainingSteps } from './training-steps.js';

/** Where training waits: it hands over a loss and goes on when asked for the next. */
interface Turn {
  readonly gave: (loss: number) => void;
  readonly failed: (reason: unknown) => void;
}

/**
 * Makes `train` stop after each step, so that what is timed is the very loop that users run.
 *
 * @param run starts training with an observer and a signal to end it; it must not end by itself
 * @param release frees what training leaves
 */
export function stepThrough(
  run: (control: { readonly observer: TrainObserver; readonly signal: AbortSignal }) => Promise<unknown>,
  release: () => void,
): TrainingSteps {
  const abort = new AbortController();
  let turn: Turn | undefined;
  let resume: (() => void) | undefined;
  let training: Promise<void> | undefined;

  const observer: TrainObserver = {
    async onStepEnd(event) {
      // Processes that train together end after one more step, in which they agree on it.
      if (abort.signal.aborted) return;
      const loss = await event.loss();
      const next = new Promise<void>((resolve) => {
        resume = resolve;
      });
      turn?.gave(loss);
      await next;
    },
  };

  const start = async (): Promise<void> => {
    try {
      await run({ observer, signal: abort.signal });
      turn?.failed(new Error('training ended before the step that was asked for'));
    } catch (error) {
      turn?.failed(error);
    }
  };

  return {
    step: () =>
      new Promise((gave, failed) => {
        turn = { gave, failed };
        training ??= start();
        resume?.();
      }),
    async dispose() {
      abort.abort();
      turn = undefined;
      resume?.();
      await training;
      release();
    },
  };
}
