import { median } from '@tidegate/bench-cases/median';
import type { CaseName } from './case-names.js';
import { CannotRun, type Contestant, type RoundResult, type System } from './systems/system.js';

/** What came of a case in one system, over all rounds. */
export interface Outcome {
  readonly case: CaseName;
  readonly system: string;
  /** Of one whole training step, median of the rounds; absent if it cannot run. */
  readonly ms?: number;
  /** The most of all rounds, in 2^20 bytes. */
  readonly peakMemoryMegabytes?: number;
  /** What else the system tells. */
  readonly details?: Readonly<Record<string, string | number>>;
  /** Why it cannot run. */
  readonly error?: string;
}

/** Lets the systems train a case in turn, round by round, so that a machine that slows down slows all. */
export async function race(name: CaseName, systems: readonly System[], rounds: number): Promise<Outcome[]> {
  const entries: Entry[] = [];
  try {
    for (const { label, start } of systems) {
      const entry: Entry = { system: label, results: [] };
      entries.push(entry);
      await attempt(entry, async () => {
        entry.contestant = await start(name);
      });
    }
    for (let round = 0; round < rounds; round++) {
      for (const entry of entries) {
        const { contestant } = entry;
        if (contestant && entry.error === undefined) {
          await attempt(entry, async () => {
            entry.results.push(await contestant.round());
          });
        }
      }
    }
  } finally {
    for (const { contestant } of entries) contestant?.close();
  }
  return entries.map((entry) => ({ case: name, system: entry.system, ...summary(entry) }));
}

interface Entry {
  readonly system: string;
  readonly results: RoundResult[];
  contestant?: Contestant;
  error?: string;
}

async function attempt(entry: Entry, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    entry.error = error.message;
  }
}

function summary({ results, error }: Entry): Omit<Outcome, 'case' | 'system'> {
  if (error !== undefined) return { error };
  const details = results.at(-1)?.details;
  return {
    ms: median(results.map(({ milliseconds }) => milliseconds)),
    peakMemoryMegabytes: Math.max(...results.map(({ peakMemoryMegabytes }) => peakMemoryMegabytes)),
    ...(details && { details }),
  };
}
