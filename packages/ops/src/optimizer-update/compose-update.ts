import { add, mul, type Tensor, type Tensor2D, tidy, where } from '@tensorflow/tfjs-core';
import type { UpdateAttributes } from './contract.js';
import { touchedRows } from './touched-rows.js';

type Lists = { readonly parameters: readonly Tensor[]; readonly gradients: readonly Tensor[] };

/**
 * What the composed form of every update has in common: the penalty before it, and after it the rows that stay as they were.
 *
 * @param update from lists by their role, with penalized gradients, to new lists under the same names
 */
export function composeUpdate<Tensors extends Lists, Result extends Readonly<Record<string, Tensor[]>>>(
  tensors: Tensors,
  { l2, touchedRowsOnly }: UpdateAttributes,
  update: (tensors: Tensors) => Result,
): Result {
  const { parameters, gradients } = tensors;
  const penalized = (gradient: Tensor, index: number): Tensor =>
    l2?.[index] ? add(gradient, mul(parameters[index] as Tensor, l2[index] as number)) : gradient;
  return tidy(() => {
    const result = update({ ...tensors, gradients: gradients.map(penalized) });
    if (!touchedRowsOnly?.includes(true)) return result;
    const touched = gradients.map((gradient, index) => (touchedRowsOnly[index] ? touchedRows(gradient as Tensor2D) : undefined));
    const previous = tensors as Readonly<Record<string, readonly Tensor[]>>;
    const merged = Object.entries(result).map(([role, list]) => [
      role,
      list.map((value, index) => {
        const rows = touched[index];
        return rows ? where(rows, value, previous[role]?.[index] as Tensor) : value;
      }),
    ]);
    return Object.fromEntries(merged) as Result;
  });
}
