import { add, matMul, mul, sigmoid, split, type Tensor2D, tanh, zeros } from '@tensorflow/tfjs-core';
import type { Cell } from '@tidegate/core';
import { lstmSequence } from '@tidegate/ops';
import { assertCellOptions, type CellOptions, createKernels, type KernelParams } from './cell-options.js';
import { project } from './project.js';
import { sequenceOp } from './sequence-op.js';

export interface LstmOptions extends CellOptions {
  /** Added to the forget gate before its sigmoid, so that a new network remembers; 1 by default. */
  readonly forgetBias?: number;
}

export type LstmParams = KernelParams;
/** Both `[batch, hiddenSize]`: `h` is what the cell shows, `c` what it keeps to itself. */
export type LstmState = { readonly h: Tensor2D; readonly c: Tensor2D };

/**
 * Long short-term memory. The four gates lie side by side in the kernels and the bias, in the order i, f, g, o.
 * ```text
 * i, f, g, o = x W + h U + b
 * c' = sigmoid(f + forgetBias) c + sigmoid(i) tanh(g)
 * h' = sigmoid(o) tanh(c')
 * ```
 * Hochreiter and Schmidhuber, Neural Computation 1997, with the forget gate of Gers et al., 2000; as TensorFlow 1's `BasicLSTMCell`.
 * PyTorch and Keras count the forget bias among the weights: with theirs, set `forgetBias` to 0.
 *
 * @throws ArgumentError if a size is not a whole number of at least 1
 */
export function lstm(options: LstmOptions): Cell<LstmParams, LstmState> {
  assertCellOptions('lstm', options);
  const { inputSize, hiddenSize, forgetBias = 1 } = options;
  return {
    name: 'lstm',
    inputSize,
    hiddenSize,
    createParams: (random) => createKernels(options, 4, random),
    createState: (batch) => ({ h: zeros([batch, hiddenSize]), c: zeros([batch, hiddenSize]) }),
    projectInput: project,
    step({ recurrentKernel: U }, { h, c }, projected) {
      const [i, f, g, o] = split(add(projected, matMul(h, U)), 4, 1) as [Tensor2D, Tensor2D, Tensor2D, Tensor2D];
      const cell: Tensor2D = add(mul(sigmoid(add(f, forgetBias)), c), mul(sigmoid(i), tanh(g)));
      return { h: mul(sigmoid(o), tanh(cell)), c: cell };
    },
    output: ({ h }) => h,
    sequence: sequenceOp(lstmSequence, (inputs, { state: initial, lengths, reverse }) => {
      const start = { initialH: initial?.h, initialC: initial?.c };
      const { outputs, state } = lstmSequence.run({ ...inputs, ...start, lengths }, { forgetBias, reverse });
      const [h, c] = state as [Tensor2D, Tensor2D];
      return { outputs, state: { h, c } };
    }),
  };
}
