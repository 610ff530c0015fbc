/** Points of a curve, unless `--log-every` asks for more: at least so many, however short the run is. */
const leastPoints = 20;
/** And so many, if they are no closer than `closest`. */
const fewPoints = 200;
/** In a long run so many: TensorBoard shows no more. */
const mostPoints = 1000;
/** Steps from one point to the next. A point takes as long as a tenth of a step, or half a millisecond. */
const closest = 5;
/** The same in a run that is neither short nor long. */
const usual = 50;
/** How many points have histograms too. */
const mostHistograms = 50;
/** How many times as long as histograms take training goes on before the next. */
const trainingForHistograms = 49;

/** Steps from one point of the curves to the next, and from one set of histograms to the next. */
export interface LogIntervals {
  readonly points: number;
  readonly histograms: number;
}

/**
 * How often a training is written about, so that it takes a few percent of the time at most.
 *
 * @param totalSteps of the training, as far as they are known beforehand
 * @param logEvery steps from one report to the next, which may ask for more points
 */
export function logIntervals(totalSteps: number, logEvery = Number.POSITIVE_INFINITY): LogIntervals {
  const count = Math.min(mostPoints, Math.max(fewPoints, totalSteps / usual));
  const sparing = Math.max(1, Math.ceil(totalSteps / count), Math.min(closest, Math.floor(totalSteps / leastPoints)));
  const points = Math.min(sparing, logEvery);
  return { points, histograms: points * Math.ceil(totalSteps / points / mostHistograms) };
}

/** Says when something that takes long may be done again, so that it takes no more than a fiftieth of the time. */
export interface Thrift {
  /** Does it, unless that would be too soon. */
  perhaps(run: () => Promise<void>): Promise<void>;
}

export function createThrift(): Thrift {
  let nextAt = Number.NEGATIVE_INFINITY;
  return {
    async perhaps(run) {
      const start = performance.now();
      if (start < nextAt) return;
      await run();
      const end = performance.now();
      nextAt = end + trainingForHistograms * (end - start);
    },
  };
}
