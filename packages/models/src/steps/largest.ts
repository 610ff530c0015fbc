import {
  add,
  cast,
  customGrad,
  expandDims,
  greater,
  max,
  mul,
  squeeze,
  step,
  sub,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
} from '@tensorflow/tfjs-core';
import { realSteps } from '@tidegate/ops';

/** Added to a feature, it makes it smaller than those of all real steps. */
const lowest = -1e30;

/**
 * The maximum of each feature over the real steps, `[batch, time, size]` to `[batch, size]`; zeros of an empty sequence. Arithmetic only:
 * backends have no compiled kernels for comparisons and choices.
 *
 * @param outputs finite, at padded steps too
 */
export function largest(outputs: Tensor3D, lengths: Tensor1D | undefined): Tensor2D {
  if (!lengths) return largestOfAll(outputs);
  const padding = mul(sub(1, realSteps(lengths, outputs.shape[1])), lowest);
  const found = largestOfAll(add(outputs, expandDims(padding, 2)));
  return mul(found, expandDims(cast(greater(lengths, 0), 'float32'), 1));
}

/** Its gradient goes to each step that has the maximum. */
function largestOfAll(outputs: Tensor3D): Tensor2D {
  const operation = customGrad((given, save) => {
    const steps = given as Tensor;
    const found = max(steps, 1, true);
    (save as (tensors: Tensor[]) => void)([steps, found]);
    return {
      value: found,
      gradFunc: (gradient: Tensor, [all, most]: Tensor[]) => mul(gradient, sub(1, step(sub(most as Tensor, all as Tensor)))),
    };
  });
  return squeeze(operation(outputs), [1]);
}
