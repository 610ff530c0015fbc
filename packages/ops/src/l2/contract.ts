/** Inputs `parameter0`, `parameter1`, ...; one output, `[]`: the sum of `coefficients[i] * sum(p_i^2) / 2`. */
export const L2Penalty = 'L2Penalty';
/**
 * Inputs `parameter0`, ..., `gradient0`, ...; outputs the new gradients, `g_i + l2[i] * p_i`. Where `l2[i]` is 0, the output may be the given
 * data under another reference.
 */
export const AddL2 = 'AddL2';

export type L2PenaltyAttributes = {
  /** One for each parameter; 0 leaves it out. */
  readonly coefficients: number[];
};

export type AddL2Attributes = {
  /** One for each parameter; 0 leaves its gradient as it is. */
  readonly l2: number[];
  /** For each parameter, whether rows whose gradient is zero everywhere stay zero; false for all if absent. */
  readonly touchedRowsOnly?: boolean[];
};
