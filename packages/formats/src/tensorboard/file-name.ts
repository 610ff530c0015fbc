import { ArgumentError, assertInteger, assertNumber } from '@tidegate/core';

const caller = 'tensorboardFileName';

/** Where and when a file of events was begun. */
export interface TensorboardFileOrigin {
  /** Seconds since 1970; fractions are dropped. */
  readonly wallTime: number;
  /** The machine's name. */
  readonly host: string;
  /** The number of the process. */
  readonly process: number;
  /** Tells apart what one process begins in one second; 0 unless told. */
  readonly sequence?: number;
}

/**
 * The name by which TensorBoard knows a file of events: `events.out.tfevents.SECONDS.HOST.PROCESS.SEQUENCE`, the seconds in ten digits. It
 * reads the files of a folder in the order of their names, as one run, and so a run that goes on later begins a new file.
 *
 * @throws ArgumentError if the host has characters other than letters, digits, `.`, `_` and `-`, or a number is negative
 */
export function tensorboardFileName({ wallTime, host, process, sequence = 0 }: TensorboardFileOrigin): string {
  assertNumber(caller, 'wallTime', wallTime, { least: 0, most: 9_999_999_999 });
  assertInteger(caller, 'process', process, 0);
  assertInteger(caller, 'sequence', sequence, 0);
  if (!/^[\w.-]+$/.test(host)) throw new ArgumentError(caller, 'host', host, 'letters, digits, ".", "_" and "-"');
  return `events.out.tfevents.${String(Math.floor(wallTime)).padStart(10, '0')}.${host}.${process}.${sequence}`;
}
