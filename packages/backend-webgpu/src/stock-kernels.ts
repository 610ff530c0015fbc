import { sumColumnsInOne } from './matrix-product/sum-kernel.js';
import { mendReductions } from './tensors/reductions-of-nothing.js';

let areAdapted = false;

/** Changes kernels of TensorFlow.js that are wrong or slow, once; to be called when they are there. */
export function adaptStockKernels(): void {
  if (areAdapted) return;
  areAdapted = true;
  mendReductions();
  sumColumnsInOne();
}
