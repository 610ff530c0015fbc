import type { HistogramBucket } from './histogram-buckets.js';

/** A number at a step. `tag` names its curve; tags that share what stands before a `/` are shown together. */
export interface ScalarSummary {
  readonly tag: string;
  /** Kept as float32, as TensorBoard asks; infinities and not-a-number are shown as such. */
  readonly scalar: number;
}

/** How values are distributed at a step. */
export interface HistogramSummary {
  readonly tag: string;
  /** From left to right, as `histogramBuckets` makes them. */
  readonly histogram: readonly HistogramBucket[];
}

export type TensorboardSummary = ScalarSummary | HistogramSummary;

/** What was measured at a step. */
export interface TensorboardEvent {
  /** Seconds since 1970, with fractions. */
  readonly wallTime: number;
  readonly step: number;
  readonly summaries: readonly TensorboardSummary[];
}
