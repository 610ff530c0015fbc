/** Two numbers and their sum, all whole and not negative. */
export interface AdditionExample {
  readonly first: number;
  readonly second: number;
  readonly sum: number;
}

/** Operands are below this, so that their sum fits in `bits` bits. */
export function operandBound(bits: number): number {
  return 2 ** (bits - 1);
}
