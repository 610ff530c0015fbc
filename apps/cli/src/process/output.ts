import { launchedRank } from '@tidegate/distributed-mpi';
import { createColors } from 'picocolors';
import { exitCodes } from '../errors/report-failure.js';
import { systemReason } from '../errors/system-reason.js';
import { releaseTerminalAtExit } from './release-terminal.js';

/** A stream that lines are written to, and what it can show. */
export interface Output {
  readonly stream: NodeJS.WriteStream;
  readonly isTerminal: boolean;
  readonly colours: ReturnType<typeof createColors>;
  /** Whether nobody reads it any more, as after `| head -1`. */
  readonly isClosed: boolean;
  line(text: string): void;
  /** Text without an end of its line. */
  write(text: string): void;
}

/** Where a command reads from and writes to. */
export interface Streams {
  /** Standard input. */
  readonly input: NodeJS.ReadableStream;
  readonly output: Output;
  readonly errors: Output;
}

/** Colours are for terminals, and not for those who set NO_COLOR (https://no-color.org). */
export function createOutput(stream: NodeJS.WriteStream): Output {
  const isTty = stream.isTTY === true;
  // Open MPI lets its processes write to a terminal of its own, wherever that leads.
  const isTerminal = isTty && launchedRank() === undefined;
  let isClosed = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough is no failure, and neither is a terminal that was closed.
    const isHungUp = isTty && error.code === 'EIO';
    if (isHungUp) releaseTerminalAtExit();
    if (isHungUp || error.code === 'EPIPE') isClosed = true;
    else endWith(error);
  });
  const write = (text: string): void => {
    if (!isClosed) stream.write(text);
  };
  return {
    stream,
    isTerminal,
    colours: createColors(isTerminal && !process.env.NO_COLOR && process.env.TERM !== 'dumb'),
    get isClosed() {
      return isClosed;
    },
    line: (text) => write(`${text}\n`),
    write,
  };
}

/** Such as a full disk that the output is redirected to: nothing that could be caught where the line was written. */
function endWith(error: Error): never {
  process.stderr.write(`tidegate: the output cannot be written (${systemReason(error)})\n`);
  process.exit(exitCodes.failure);
}
