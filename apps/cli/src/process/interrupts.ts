import { exitCodes } from '../errors/report-failure.js';

const signals = ['SIGINT', 'SIGTERM'] as const;

export interface Interrupts {
  /** Whether the user wants to stop. */
  readonly isInterrupted: boolean;
  /** Leaves the signals to what they did before. */
  release(): void;
}

/** Turns the first Ctrl-C into a request to come to an end; a second one ends the process at once. */
export function watchInterrupts(): Interrupts {
  let isInterrupted = false;
  const listener = (): void => {
    if (isInterrupted) process.exit(exitCodes.interrupted);
    isInterrupted = true;
  };
  for (const signal of signals) process.on(signal, listener);
  return {
    get isInterrupted() {
      return isInterrupted;
    },
    release() {
      for (const signal of signals) process.off(signal, listener);
    },
  };
}
