import type { Random } from '@tidegate/core';

/**
 * A matrix with orthonormal rows or columns, whichever are fewer, in row-major order; every such matrix is equally likely.
 * Saxe, McClelland and Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks", ICLR 2014.
 */
export function orthogonalMatrix(rows: number, columns: number, random: Random): Float32Array {
  const [count, size] = rows <= columns ? [rows, columns] : [columns, rows];
  const vectors = orthonormalVectors(count, size, random);
  const matrix = new Float32Array(rows * columns);
  vectors.forEach((vector, index) => {
    for (let i = 0; i < size; i++) matrix[rows <= columns ? index * columns + i : i * columns + index] = vector[i] as number;
  });
  return matrix;
}

/** Normal vectors made orthogonal one after the other (Gram and Schmidt), in float64 and twice, since once leaves too large a rest. */
function orthonormalVectors(count: number, size: number, random: Random): Float64Array[] {
  const vectors: Float64Array[] = [];
  for (let index = 0; index < count; index++) {
    const vector = Float64Array.from(random.split(index).normal(size));
    for (let pass = 0; pass < 2; pass++) {
      for (const before of vectors) subtract(vector, before, product(vector, before));
    }
    const norm = Math.sqrt(product(vector, vector));
    for (let i = 0; i < size; i++) vector[i] = (vector[i] as number) / norm;
    vectors.push(vector);
  }
  return vectors;
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

function subtract(from: Float64Array, vector: Float64Array, times: number): void {
  for (let i = 0; i < from.length; i++) from[i] = (from[i] as number) - times * (vector[i] as number);
}
