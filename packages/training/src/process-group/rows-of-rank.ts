import type { ProcessGroup } from './process-group.js';

/**
 * Which of `rows` rows of a batch are those of one process of a group.
 *
 * @returns from `first` up to, and without, `end`: `floor(rows * rank / size)` and `floor(rows * (rank + 1) / size)`
 */
export function rowsOfRank(rows: number, { rank, size }: Pick<ProcessGroup, 'rank' | 'size'>): { first: number; end: number } {
  return { first: Math.floor((rows * rank) / size), end: Math.floor((rows * (rank + 1)) / size) };
}
