/** The course of a number, in as much memory however long it goes on. */
export interface Curve {
  /** @param at the place of the value, such as a step; no less than the one before. What is not finite is left out. */
  add(at: number, value: number): void;
  /** Means over so many parts of the course, which are of one length; nothing before the first value. */
  values(parts: number): number[];
}

/** Parts in which a course is kept: more than a terminal has columns. */
const mostBins = 1024;

interface Bin {
  readonly sum: number;
  readonly count: number;
}

export function createCurve(): Curve {
  let begin: number | undefined;
  /** What one bin is of the course; twice as much whenever there are too many. */
  let span = 1;
  let bins: Bin[] = [];
  return {
    add(at, value) {
      if (!Number.isFinite(value)) return;
      begin ??= at;
      while ((at - begin) / span >= mostBins) {
        span *= 2;
        bins = inPairs(bins);
      }
      const index = Math.floor((at - begin) / span);
      bins[index] = together(bins[index], { sum: value, count: 1 });
    },
    values(parts) {
      if (bins.length === 0) return [];
      let last = 0;
      return Array.from({ length: parts }, (_, part) => {
        const from = Math.floor((part * bins.length) / parts);
        const to = Math.max(from + 1, Math.floor(((part + 1) * bins.length) / parts));
        const bin = bins.slice(from, to).reduce<Bin | undefined>(together, undefined);
        // Where there is no value the one before goes on.
        if (bin) last = bin.sum / bin.count;
        return last;
      });
    },
  };
}

/** Of an array with gaps. */
function inPairs(bins: readonly (Bin | undefined)[]): Bin[] {
  const pairs: Bin[] = [];
  for (const [index, bin] of bins.entries()) {
    if (bin) pairs[index >> 1] = together(pairs[index >> 1], bin);
  }
  return pairs;
}

function together(one: Bin | undefined, other: Bin | undefined): Bin {
  return { sum: (one?.sum ?? 0) + (other?.sum ?? 0), count: (one?.count ?? 0) + (other?.count ?? 0) };
}
