import { add, clone, mul, type Tensor, type Tensor2D, tidy, where, zerosLike } from '@tensorflow/tfjs-core';
import { hasKernel, runKernel } from '../op/run-kernel.js';
import { encodeGroups } from '../op/tensor-groups.js';
import { assertGroups } from '../optimizer-update/assert-groups.js';
import { assertUpdateAttributes } from '../optimizer-update/assert-update-attributes.js';
import { touchedRows } from '../optimizer-update/touched-rows.js';
import { AddL2, type AddL2Attributes } from './contract.js';

/** Lists of one order, float32, those of a position of one shape. */
export type AddL2Tensors = { readonly parameters: readonly Tensor[]; readonly gradients: readonly Tensor[] };

/**
 * Gradients with those of an L2 penalty: `g + l2 p`. For optimizers and clipping that do not know about the penalty; the updates in this
 * package take it as an attribute. Not differentiable.
 *
 * @throws ArgumentError, ShapeError if the lists do not match, or rows are asked of what is no matrix
 */
export function addL2(tensors: AddL2Tensors, attributes: AddL2Attributes): Tensor[] {
  const { parameters, gradients } = tensors;
  assertGroups('addL2', parameters, { gradients });
  assertUpdateAttributes('addL2', parameters, attributes);
  if (parameters.length === 0) return [];
  if (!hasKernel(AddL2)) return composedAddL2(tensors, attributes);
  return runKernel(AddL2, encodeGroups({ parameter: parameters, gradient: gradients }), attributes);
}

/** The same in plain TensorFlow.js ops. */
export function composedAddL2({ parameters, gradients }: AddL2Tensors, { l2, touchedRowsOnly }: AddL2Attributes): Tensor[] {
  return tidy(() =>
    gradients.map((gradient, index) => {
      const coefficient = l2[index] as number;
      if (coefficient === 0) return clone(gradient);
      const penalized = add(gradient, mul(parameters[index] as Tensor, coefficient));
      return touchedRowsOnly?.[index] ? where(touchedRows(gradient as Tensor2D), penalized, zerosLike(gradient)) : penalized;
    }),
  );
}
