import { type CaseName, stepsPerRound } from '../case-names.js';

/** What a system did in one round. */
export interface RoundResult {
  /** Of one whole training step, median of the round. */
  readonly milliseconds: number;
  /** What its process has held at most since it began, in 2^20 bytes. */
  readonly peakMemoryMegabytes: number;
  /** What else it tells, such as `launches`. */
  readonly details?: Readonly<Record<string, string | number>>;
}

/** A system at work on one case. */
export interface Contestant {
  /** Makes and times whole training steps. */
  round(): Promise<RoundResult>;
  close(): void;
}

/** Something that trains the cases. */
export interface System {
  /** Heads its column; no two are alike. */
  readonly label: string;
  /**
   * Gets a case ready, all that is done once included.
   *
   * @throws CannotRun if this machine or the system has no way to train it
   */
  start(name: CaseName): Promise<Contestant>;
}

/** What a system has to do in a round. */
export interface Turns {
  /** Steps; default: a number for each case. */
  readonly steps?: number | undefined;
  /** After so many without an answer a system is given up; default: never. */
  readonly seconds?: number | undefined;
}

export function stepsOf({ steps }: Turns, name: CaseName): number {
  return steps ?? stepsPerRound[name];
}

/** A system cannot train a case, for a reason that the reader of the table should know. */
export class CannotRun extends Error {
  override readonly name = 'CannotRun';
}

/** A system has not answered for as long as it may. */
export function tooSlow(seconds: number | undefined): CannotRun {
  return new CannotRun(`gave no answer within ${seconds} seconds`);
}
