/** Classes drawn to stand for all others in a loss, and how often each was to be expected among them. */
export interface SampledClasses {
  /** `[count]`, none twice */
  readonly ids: Int32Array;
  /** The logarithm of how often a draw like this one has each of these classes, `[ids.length]`: of any classes, not only those drawn. */
  logExpectedCounts(ids: Int32Array): Float32Array;
}
