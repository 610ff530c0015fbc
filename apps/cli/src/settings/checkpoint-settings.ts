import * as v from 'valibot';
import { type Kind, text, wholeNumber } from './kinds.js';
import type { Setting } from './setting.js';

const group = 'Checkpoints';

/** Steps as a number, or minutes such as `10m`. */
export type Interval = number | `${string}m`;

const isMinutes = (value: string): value is `${string}m` => {
  const minutes = Number.parseFloat(value);
  return /^(\d+\.?\d*|\.\d+)m$/.test(value) && minutes > 0 && Number.isFinite(minutes);
};

const interval: Kind<Interval> = {
  placeholder: 'steps',
  rule: 'a whole number of steps of at least 1, or a number of minutes such as 10m',
  fromText: (given) => (/^\d+$/.test(given) ? Number(given) : given),
  schema: v.union([v.pipe(v.number(), v.safeInteger(), v.minValue(1)), v.custom<`${string}m`>((value) => isMinutes(String(value)))]),
};

/** How a run is written down, to go on after whatever ended it. */
export const checkpointSettings = {
  checkpointEvery: {
    group,
    description: 'steps from one checkpoint to the next, or minutes with an m, where there is --out; also at the end (default: 10m)',
    kind: interval,
    negation: 'write none, not at the end either',
  },
  keep: {
    group,
    description: 'the newest checkpoints that are kept, each with the best weights so far (default: 2)',
    kind: wholeNumber(1),
  },
  resume: {
    group,
    description: 'go on with the run that was written to this folder, or from one of its checkpoints',
    kind: text('dir', 'the path of a folder that --out wrote'),
  },
} satisfies Record<string, Setting>;

/** How long to wait from one checkpoint to the next. */
export function everyOf(given: Interval): { readonly steps: number } | { readonly minutes: number } {
  return typeof given === 'number' ? { steps: given } : { minutes: Number.parseFloat(given) };
}
