/**
 * Pearson's correlation of every column of a table with some values.
 *
 * @param table `[values.length, columns]`, row by row
 * @returns -1 to 1 for each column; 0 for one that never changes
 */
export function correlations(table: Float32Array, columns: number, values: Float64Array): Float64Array {
  const rows = values.length;
  const meanValue = mean(values);
  const means = new Float64Array(columns);
  table.forEach((entry, index) => {
    means[index % columns] = (means[index % columns] as number) + entry / rows;
  });
  const products = new Float64Array(columns);
  const squares = new Float64Array(columns);
  let valueSquares = 0;
  for (let row = 0; row < rows; row++) {
    const value = (values[row] as number) - meanValue;
    valueSquares += value * value;
    for (let column = 0; column < columns; column++) {
      const entry = (table[row * columns + column] as number) - (means[column] as number);
      products[column] = (products[column] as number) + entry * value;
      squares[column] = (squares[column] as number) + entry * entry;
    }
  }
  return products.map((product, column) => {
    const scale = Math.sqrt((squares[column] as number) * valueSquares);
    return scale > 1e-9 ? product / scale : 0;
  });
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
