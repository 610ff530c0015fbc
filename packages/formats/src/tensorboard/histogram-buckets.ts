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
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [];
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of finite) {
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  if (least === greatest) return [{ left: least - 0.5, right: least + 0.5, count: finite.length }];
  const width = (greatest - least) / count;
  const counts = new Float64Array(count);
  for (const value of finite) {
    const bucket = Math.min(Math.floor((value - least) / width), count - 1);
    counts[bucket] = (counts[bucket] as number) + 1;
  }
  return Array.from(counts, (inside, bucket) => ({
    left: least + bucket * width,
    right: bucket === count - 1 ? greatest : least + (bucket + 1) * width,
    count: inside,
  }));
}
