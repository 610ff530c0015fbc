import * as v from 'valibot';
import { type Kind, oneOf } from './kinds.js';
import type { Setting } from './setting.js';

const group = 'Machine';

/** Seconds such as `90s`, or minutes such as `5m`. */
export type Duration = `${string}s` | `${string}m`;

const isDuration = (value: string): value is Duration => /^(\d+\.?\d*|\.\d+)[sm]$/.test(value) && millisecondsOf(value as Duration) >= 1;

const duration: Kind<Duration> = {
  placeholder: 'duration',
  rule: 'seconds or minutes, such as 90s or 5m',
  fromText: (given) => given,
  schema: v.custom<Duration>((value) => isDuration(String(value))),
};

/** How processes that `mpirun` has started are put to work. */
export const distributedSettings = {
  distributed: {
    group,
    description: 'mpi: let the processes that mpirun has started do this together, each with its share',
    kind: oneOf(['mpi']),
    negation: 'let each of them do all of it by itself',
  },
  rankTimeout: {
    group,
    description: 'of --distributed: how long a process waits for the others before it takes them for lost (default: 5m)',
    kind: duration,
  },
} satisfies Record<string, Setting>;

/** Their values, and those of nobody who uses them. */
export interface DistributedValues {
  readonly distributed?: 'mpi' | false;
  readonly rankTimeout?: Duration;
}

export function millisecondsOf(given: Duration): number {
  return Number.parseFloat(given) * (given.endsWith('m') ? 60_000 : 1000);
}
