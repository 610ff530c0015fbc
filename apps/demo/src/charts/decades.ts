/** The powers of ten around some positive values, of which there are at least two: the lines of a logarithmic grid. */
export function decadesOf(values: readonly number[]): number[] {
  const exponents = values.filter((value) => value > 0).map((value) => Math.log10(value));
  const least = Math.floor(exponents.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY));
  const most = Math.ceil(exponents.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY));
  if (!Number.isFinite(least)) return [0.1, 1];
  return Array.from({ length: Math.max(2, most - least + 1) }, (_, index) => Number(`1e${least + index}`));
}
