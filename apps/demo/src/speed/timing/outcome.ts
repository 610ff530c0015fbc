import type { CaseName, SystemName } from '../bench-names.js';
import type { StartedBackend, Timing } from './step-timer.js';

/** How a library stands with a case. */
export type Outcome =
  | { readonly kind: 'starting' }
  | ({ readonly kind: 'timed' } & Timing)
  /** Its first step was not done when its time was up. */
  | { readonly kind: 'slow'; readonly seconds: number }
  /** It cannot be trained there. */
  | { readonly kind: 'unable'; readonly reason: string };

/** What is known of a case by now. */
export type CaseOutcome = Readonly<Partial<Record<SystemName, Outcome>>>;
export type Outcomes = Readonly<Partial<Record<CaseName, CaseOutcome>>>;
export type Started = Readonly<Partial<Record<SystemName, StartedBackend>>>;

export interface Ratio {
  /** How many times as long a step of the stock library takes. */
  readonly times: number;
  /** Whether it is known only that it takes so long or longer. */
  readonly isLeast: boolean;
}

/** A stock step against one of ours; nothing where one of both is not known. */
export function ratioOf({ ours, stock }: CaseOutcome): Ratio | undefined {
  if (ours?.kind !== 'timed') return undefined;
  if (stock?.kind === 'timed') return { times: stock.milliseconds / ours.milliseconds, isLeast: false };
  if (stock?.kind === 'slow') return { times: (stock.seconds * 1000) / ours.milliseconds, isLeast: true };
  return undefined;
}
