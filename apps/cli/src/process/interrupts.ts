import { exitCodes } from '../errors/report-failure.js';
import { releaseTerminalAtExit } from './release-terminal.js';

/** What each signal makes the exit code: a closed terminal, or a connection to it that is lost, sends SIGHUP. */
const codes = { SIGINT: exitCodes.interrupted, SIGTERM: exitCodes.interrupted, SIGHUP: exitCodes.hungUp } as const;
const signals = Object.keys(codes) as (keyof typeof codes)[];

export interface Interrupts {
  /** Whether the user wants to stop. */
  readonly isInterrupted: boolean;
  /** What the process ends with: success, unless it was interrupted. */
  readonly exitCode: number;
  /** Leaves the signals to what they did before. */
  release(): void;
}

/** Turns the first Ctrl-C into a request to come to an end; a second one ends the process at once. */
export function watchInterrupts(): Interrupts {
  let exitCode: number | undefined;
  const listener = (signal: keyof typeof codes): void => {
    // A terminal that closes says so twice, by the system and by the shell: nobody is in a hurry.
    if (exitCode !== undefined && signal !== 'SIGHUP') process.exit(exitCode);
    exitCode ??= codes[signal];
    if (signal === 'SIGHUP') releaseTerminalAtExit();
  };
  for (const signal of signals) process.on(signal, listener);
  return {
    get isInterrupted() {
      return exitCode !== undefined;
    },
    get exitCode() {
      return exitCode ?? exitCodes.success;
    },
    release() {
      for (const signal of signals) process.off(signal, listener);
    },
  };
}
