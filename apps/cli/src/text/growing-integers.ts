/** Whole numbers of 32 bits, of which it is not known how many will come. */
export interface GrowingIntegers {
  add(value: number): void;
  /** Those that were added, without a copy. */
  values(): Int32Array;
}

export function growingIntegers(): GrowingIntegers {
  let held = new Int32Array(1024);
  let count = 0;
  return {
    add(value) {
      if (count === held.length) {
        const larger = new Int32Array(2 * held.length);
        larger.set(held);
        held = larger;
      }
      held[count++] = value;
    },
    values: () => held.subarray(0, count),
  };
}
