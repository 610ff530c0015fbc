/** The sum of each column of values that lie in rows of `columns`. */
export function columnSums(values: Float32Array, columns: number): Float32Array {
  const sums = new Float64Array(columns);
  for (let start = 0; start < values.length; start += columns) {
    for (let column = 0; column < columns; column++) sums[column] = (sums[column] as number) + (values[start + column] as number);
  }
  return Float32Array.from(sums);
}
