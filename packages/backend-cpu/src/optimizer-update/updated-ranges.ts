/**
 * The elements that an update changes, as ranges `[from, to)`: all, or only the rows whose gradient is not zero everywhere.
 *
 * @param shape of the parameter, `[rows, size]` if it is a matter of rows
 */
export function updatedRanges(gradient: Float32Array, shape: readonly number[], touchedRowsOnly: boolean): [from: number, to: number][] {
  if (!touchedRowsOnly) return [[0, gradient.length]];
  const [rows, size] = shape as [number, number];
  return Array.from({ length: rows }, (_, row): [number, number] => [row * size, (row + 1) * size]).filter(([from, to]) =>
    gradient.subarray(from, to).some((element) => element !== 0),
  );
}
