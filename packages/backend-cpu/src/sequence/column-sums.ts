/** The sum of each column of values that lie in rows of `columns`. */
export function columnSums(values: Float32Array, columns: number): Float32Array {
  const sums = new Float32Array(columns);
  for (let column = 0; column < columns; column++) {
    let sum = 0;
    for (let at = column; at < values.length; at += columns) sum += values[at] as number;
    sums[column] = sum;
  }
  return sums;
}
