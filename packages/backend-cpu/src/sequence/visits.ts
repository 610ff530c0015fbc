/**
 * Which steps a recurrence visits, in order.
 *
 * Padding is on the right, so a real step's neighbours in time are real as well or lie outside of the sequence. For 3 steps and
 * `lengths: [3, 1]`, in reverse: step 2 concerns sequence 0 only, and so does step 1; step 0 concerns both, and is the first that
 * sequence 1 sees.
 */
export interface Visits {
  /** Steps in the order of the visit. */
  readonly steps: readonly number[];
  /** Whether a step of a sequence is real. */
  isReal(sequence: number, step: number): boolean;
}

/** @param lengths real steps of each sequence; all are real if absent */
export function visits(time: number, reverse: boolean, lengths?: Int32Array): Visits {
  const forward = Array.from({ length: time }, (_, step) => step);
  return {
    steps: reverse ? forward.reverse() : forward,
    isReal: lengths ? (sequence, step) => step < (lengths[sequence] as number) : () => true,
  };
}
