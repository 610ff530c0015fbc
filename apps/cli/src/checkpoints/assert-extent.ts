import type { TrainingState } from '@tidegate/formats';
import { UsageError } from '../errors/usage-error.js';

/** How long a run is to be. */
export interface Extent {
  readonly steps?: number | undefined;
  readonly epochs?: number | undefined;
}

/** @throws UsageError if a run has gone further than it is to go */
export function assertExtent({ steps, epochs }: Extent, { step, epoch }: TrainingState): void {
  if (steps !== undefined && steps < step) throw new UsageError('--steps', `at least ${step}, which the run has done`, String(steps));
  const done = epoch - 1;
  if (epochs !== undefined && epochs < done) throw new UsageError('--epochs', `at least ${done}, which the run has done`, String(epochs));
}
