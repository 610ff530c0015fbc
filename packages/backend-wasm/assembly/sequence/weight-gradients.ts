import { columnSums } from '../matrix/column-sums';
import { multiply } from '../matrix/product';
import { previousStates } from './previous-states';
import { Recurrence } from './recurrence';

/**
 * The gradients of the recurrent weights and of the bias, from those of the sums that enter the activations: `dU = before^T dSums` over all
 * steps, where `before` is the state that each step started from.
 */
export function recurrentWeightGradients(
  recurrence: Recurrence,
  outputs: usize,
  initialH: usize,
  sumsGradient: usize,
  recurrentKernelGradient: usize,
  biasGradient: usize,
): void {
  const hidden = recurrence.hidden;
  const columns = recurrence.columns;
  const rows = recurrence.batch * recurrence.time;
  const columnBytes = (<usize>columns) << 2;
  const stateBytes = (<usize>hidden) << 2;
  const before = heap.alloc(<usize>rows * stateBytes);
  previousStates(before, outputs, initialH, recurrence);
  multiply(recurrentKernelGradient, columnBytes, before, 4, stateBytes, sumsGradient, columnBytes, 4, hidden, columns, rows, false);
  heap.free(before);
  columnSums(biasGradient, sumsGradient, rows, columns, columnBytes);
}
