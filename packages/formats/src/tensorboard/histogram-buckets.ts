import { assertInteger } from '@tidegate/core';

/** How many values lie from `left` to `right`. */
export interface HistogramBucket {
  readonly left: number;
  /** Belongs to the next bucket, unless there is none. */
  readonly right: number;
  readonly count: number;
}

/**
 * Counts values in buckets of one width from the least value to the greatest, as TensorBoard's `tf.summary.histogram` does. Values that are
 * all the same make one bucket of width 1 around them; no values make none. Infinities and not-a-number lie in no bucket and are left out.
 *
 * @param count how many buckets, 30 unless told
 * @throws ArgumentError if there is not at least one bucket
 */
export function histogramBuckets(values: Float32Array, count = 30): HistogramBucket[] {
  assertInteger('histogramBuckets', 'count', count, 1);
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < least && value !== Number.NEGATIVE_INFINITY) least = value;
    if (value > greatest && value !== Number.POSITIVE_INFINITY) greatest = value;
  }
  // No number is below all others if there is none.
  if (least === Number.POSITIVE_INFINITY) return [];
  const width = (greatest - least) / count;
  const counts = new Float64Array(count);
  for (const value of values) {
    // What is not a number compares as false, too.
    if (!(value >= least && value <= greatest)) continue;
    const bucket = width === 0 ? 0 : Math.min(Math.floor((value - least) / width), count - 1);
    counts[bucket] = (counts[bucket] as number) + 1;
  }
  if (width === 0) return [{ left: least - 0.5, right: least + 0.5, count: counts[0] as number }];
  return Array.from(counts, (inside, bucket) => ({
    left: least + bucket * width,
    right: bucket === count - 1 ? greatest : least + (bucket + 1) * width,
    count: inside,
  }));
}
