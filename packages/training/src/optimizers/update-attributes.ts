import { ArgumentError } from '@tidegate/core';
import type { UpdateAttributes } from '@tidegate/ops';
import type { OptimizerInput } from './optimizer.js';

export interface TouchedRowsOption {
  /**
   * Which parameters, by their name, are updated lazily: rows whose gradient is zero everywhere keep their value and what the optimizer
   * remembers of them, and get no penalty in that step. Meant for embedding tables, which must be matrices, of large vocabularies: a step
   * then costs what the rows of its batch cost. Other than without it, words that a batch does not have neither move by momentum nor fade.
   *
   * As PyTorch's `SparseAdam` and TensorFlow's lazy Adam, except that those go by the rows that were looked up: here a row that was looked
   * up but whose gradient is exactly zero counts as untouched. By default none.
   */
  readonly touchedRowsOnly?: (name: string) => boolean;
}

/**
 * What every update op is told, from what `train` tells the optimizer and the optimizer's own option.
 *
 * @throws ArgumentError if a parameter that is no matrix is to be updated by rows
 */
export function updateAttributes(
  optimizer: string,
  { parameters, l2, overwrite }: Pick<OptimizerInput<never>, 'parameters' | 'l2' | 'overwrite'>,
  { touchedRowsOnly }: TouchedRowsOption,
): UpdateAttributes {
  const names = Object.keys(parameters);
  const lazy = touchedRowsOnly && names.map(touchedRowsOnly);
  names.forEach((name, index) => {
    if (lazy?.[index] && parameters[name]?.rank !== 2) {
      throw new ArgumentError(optimizer, `touchedRowsOnly("${name}")`, true, 'false for a parameter that is no matrix, and has no rows');
    }
  });
  return {
    ...(l2 && { l2: names.map((name) => l2[name] ?? 0) }),
    ...(lazy?.includes(true) && { touchedRowsOnly: lazy }),
    ...(overwrite && { overwrite }),
  };
}
