import type { TrainObserver } from '@tidegate/core';

/** Lets a training wait, go on by one step, or end. */
export interface RunControl {
  /** For the training that it is to hold. */
  readonly observer: TrainObserver;
  pause(): void;
  resume(): void;
  /** One step, and a pause after it. */
  stepOnce(): void;
  /** Ends the training after the step under way, also out of a pause. */
  stop(): void;
}

/**
 * Holds a training between two of its steps.
 *
 * @param onPause called each time that the training has come to a halt
 */
export function createRunControl({ onPause }: { readonly onPause?: () => void } = {}): RunControl {
  let isPaused = false;
  let isStopped = false;
  let allowed = 0;
  let wake = (): void => undefined;
  const change = (apply: () => void) => (): void => {
    apply();
    wake();
  };
  return {
    observer: {
      async onStepEnd() {
        if (allowed > 0) allowed--;
        while (isPaused && allowed === 0 && !isStopped) {
          const woken = new Promise<void>((resolve) => {
            wake = resolve;
          });
          onPause?.();
          await woken;
        }
        return isStopped ? 'stop' : undefined;
      },
    },
    pause: change(() => {
      isPaused = true;
    }),
    resume: change(() => {
      isPaused = false;
    }),
    stepOnce: change(() => {
      isPaused = true;
      allowed++;
    }),
    stop: change(() => {
      isStopped = true;
    }),
  };
}
