/**
 * Inputs `gradient0`, `gradient1`, ...; outputs as many, in their shapes. With `norm` the Euclidean norm of all inputs taken as one vector,
 * each element is multiplied by `limit / norm`, unless `norm <= limit`: then the values are the given ones, and may be the same data under
 * another reference. A norm that is not a number makes all outputs not a number.
 */
export const ClipByGlobalNorm = 'ClipByGlobalNorm';

export type ClipByGlobalNormAttributes = {
  /** The largest norm, above 0. */
  readonly limit: number;
};
