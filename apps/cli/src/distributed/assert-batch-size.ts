import type { ProcessGroup } from '@tidegate/training';
import { UsageError } from '../errors/usage-error.js';

/** @throws UsageError unless each of the processes has something of every whole batch */
export function assertBatchSize({ size }: ProcessGroup, batchSize: number): void {
  if (batchSize >= size) return;
  throw new UsageError('--batch-size', `at least ${size}, the number of processes, which share each batch`, String(batchSize));
}
