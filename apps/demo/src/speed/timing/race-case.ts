import { type CaseName, type SystemName, systemNames } from '../bench-names.js';
import type { Outcome } from './outcome.js';
import type { StartedBackend, StepTimer, TimerOptions } from './step-timer.js';
import { isOver, within } from './within.js';

/** A timer in a worker of its own. */
export interface OpenTimer {
  readonly timer: StepTimer;
  /** Rejected when the worker fails outside of a call. */
  readonly failed: Promise<never>;
  close(): void;
}

export interface RaceOptions extends TimerOptions {
  /** Seconds after which a library that has not answered is given up. */
  readonly limit: number;
  readonly signal: AbortSignal;
  readonly open: (system: SystemName) => OpenTimer;
  readonly onStart: (system: SystemName, started: StartedBackend) => void;
  readonly onOutcome: (system: SystemName, outcome: Outcome) => void;
}

/** Turns of each library, and milliseconds in each. */
const rounds = 5;
const turn = 400;

/**
 * Lets both libraries train a case in turns, so that a machine that slows down slows both. Each has its own workers, which end with the
 * case, or at once when `signal` is aborted.
 */
export async function raceCase(name: CaseName, { backend, threads, limit, signal, open, onStart, onOutcome }: RaceOptions): Promise<void> {
  const runners = systemNames.map((system) => ({ system, ...open(system), isIn: true, isTimed: false, used: 0 }));
  type Runner = (typeof runners)[number];

  async function attempt(runner: Runner, act: () => Promise<void>): Promise<void> {
    try {
      await within(Promise.race([act(), runner.failed]), limit, signal);
    } catch (error) {
      runner.isIn = false;
      runner.close();
      if (signal.aborted || runner.isTimed) return;
      onOutcome(runner.system, isOver(error) ? { kind: 'slow', seconds: limit } : { kind: 'unable', reason: reasonOf(error) });
    }
  }

  async function giveTurn(runner: Runner): Promise<void> {
    const start = performance.now();
    const timing = await runner.timer.turn(turn);
    runner.used += performance.now() - start;
    runner.isTimed = true;
    // One that needs long for a turn has shown enough.
    if (runner.used > limit * 1000) runner.isIn = false;
    if (!signal.aborted) onOutcome(runner.system, { kind: 'timed', steps: timing.steps, milliseconds: timing.milliseconds });
  }

  try {
    for (const runner of runners) {
      if (signal.aborted) break;
      onOutcome(runner.system, { kind: 'starting' });
      await attempt(runner, async () => onStart(runner.system, await runner.timer.start(name, { backend, threads })));
    }
    for (let round = 0; round < rounds; round++) {
      for (const runner of runners) if (runner.isIn && !signal.aborted) await attempt(runner, () => giveTurn(runner));
    }
  } finally {
    for (const runner of runners) runner.close();
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0] as string;
