import { UsageError } from '../../errors/usage-error.js';
import type { LanguageValues } from './settings.js';

/**
 * Makes sure that what is to be learned is in every batch.
 *
 * @throws UsageError if the state that texts start from is to be learned, and most batches go on from the one before
 */
export function assertOrder({ learnedState = false, order = 'contiguous' }: Pick<LanguageValues, 'learnedState' | 'order'>): void {
  if (!learnedState || order === 'random') return;
  const rule = 'left away unless --order is random (else a text goes on from the state before it)';
  throw new UsageError('--learned-state', rule, 'given');
}
