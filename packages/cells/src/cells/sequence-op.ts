import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { ScanResult, SequenceOp, SequenceOpOptions, TensorTree } from '@tidegate/core';
import { matrixProduct, type Sequence } from '@tidegate/ops';
import type { KernelParams } from './cell-options.js';

/** The parameters of a cell beside its inputs: multiplied by the input kernel in the op, or before it. */
type OpInputs<Params extends KernelParams> = Omit<Params, 'inputKernel'> &
  ((Pick<Params, 'inputKernel'> & { readonly inputs: Tensor3D }) | { readonly projected: Tensor3D });

/** A cell's sequence op in both of its forms. */
export function sequenceOp<Params extends KernelParams, State extends TensorTree>(
  { isSupported }: Sequence,
  run: (inputs: OpInputs<Params>, options: SequenceOpOptions<State>) => ScanResult<State>,
): SequenceOp<Params, State> {
  return {
    isSupported,
    run: (params, inputs, options) => run({ ...params, inputs }, options),
    projected: {
      project: ({ inputKernel }, rows) => matrixProduct({ left: rows, right: inputKernel }) as Tensor2D,
      run: ({ inputKernel: _, ...params }, projected, options) => run({ ...params, projected }, options),
    },
  };
}
