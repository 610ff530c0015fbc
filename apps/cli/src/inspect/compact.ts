/** Three digits that matter in eight columns at most: `0.0123`, `1.23e-5`. */
export function compact(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || !Number.isFinite(value) || (size >= 0.001 && size < 100_000)) return String(Number(value.toPrecision(3)));
  return value.toExponential(2).replace('e+', 'e');
}
