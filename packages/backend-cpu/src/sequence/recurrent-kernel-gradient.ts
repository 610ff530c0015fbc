import { addProduct } from '../matrix/add-product.js';
import { matrix, transposed } from '../matrix/matrix.js';

/**
 * What `recurrentKernel` is to change: the states `[rows, hidden]` that each step started from, transposed, times the gradient of
 * their product `[rows, columns]`.
 */
export function recurrentKernelGradient(previous: Float32Array, gradient: Float32Array, hidden: number, columns: number): Float32Array {
  const rows = previous.length / hidden;
  const result = new Float32Array(hidden * columns);
  addProduct(matrix(result, hidden, columns), transposed(matrix(previous, rows, hidden)), matrix(gradient, rows, columns));
  return result;
}
