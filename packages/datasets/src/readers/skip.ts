import { counted } from '../errors/counted.js';
import type { Place } from './place.js';

/** Is told of an example that a reader leaves out. */
export type OnSkip = (place: Place, reason: string) => void;

/** What was left out: how much, and the first places. */
export interface SkipLog {
  /** Give it to a reader. */
  readonly onSkip: OnSkip;
  readonly count: number;
  readonly first: readonly { readonly place: Place; readonly reason: string }[];
  /** One line for people; undefined where nothing was left out. */
  describe(): string | undefined;
}

/** @param keep how many places are kept */
export function createSkipLog({ keep = 5 }: { readonly keep?: number } = {}): SkipLog {
  const first: { place: Place; reason: string }[] = [];
  let count = 0;
  return {
    onSkip(place, reason) {
      count++;
      if (first.length < keep) first.push({ place, reason });
    },
    get count() {
      return count;
    },
    first,
    describe() {
      if (count === 0) return undefined;
      const places = first.map(({ place, reason }) => `${place.file}:${place.line} (${reason})`).join(', ');
      return `left out ${counted(count, 'example')}: ${places}${count > first.length ? ', ...' : ''}`;
    },
  };
}
