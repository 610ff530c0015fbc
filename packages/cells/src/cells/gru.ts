import { add, concat, matMul, mul, type Rank, sigmoid, split, sub, type Tensor1D, type Tensor2D, tanh, zeros } from '@tensorflow/tfjs-core';
import type { Cell } from '@tidegate/core';
import { gruSequence } from '@tidegate/ops';
import { assertCellOptions, type CellOptions, createKernels, type KernelParams } from './cell-options.js';
import { project } from './project.js';
import { sequenceOp } from './sequence-op.js';

export interface GruOptions extends CellOptions {
  /** Which of the two published variants; true by default. */
  readonly resetAfter?: boolean;
}

export type GruParams = KernelParams & {
  /** `[3 * hiddenSize]`: the second bias that the variant with `resetAfter` has. */
  readonly recurrentBias?: Tensor1D;
};
/** `h` is `[batch, hiddenSize]`. */
export type GruState = { readonly h: Tensor2D };

type Gates = [Tensor2D, Tensor2D, Tensor2D];

/**
 * The gated recurrent unit. The three gates lie side by side in the kernels and biases, in the order r, z, n.
 * ```text
 * r = sigmoid(x W_r + b_r + h U_r + d_r)
 * z = sigmoid(x W_z + b_z + h U_z + d_z)
 * n = tanh(x W_n + b_n + r (h U_n + d_n))      reset after the product (resetAfter, as cuDNN, PyTorch and Keras 3)
 * n = tanh(x W_n + b_n + (r h) U_n)            reset before the product, without the second bias d
 * h' = (1 - z) n + z h
 * ```
 * Cho et al., EMNLP 2014: version 1 of arXiv 1406.1078 resets after the product, the later ones before it.
 *
 * @throws ArgumentError if a size is not a whole number of at least 1
 */
export function gru(options: GruOptions): Cell<GruParams, GruState> {
  assertCellOptions('gru', options);
  const { inputSize, hiddenSize, useBias = true, resetAfter = true } = options;
  return {
    name: 'gru',
    inputSize,
    hiddenSize,
    createParams: (random) => ({
      ...createKernels(options, 3, random),
      ...(useBias && resetAfter && { recurrentBias: zeros<Rank.R1>([3 * hiddenSize]) }),
    }),
    createState: (batch) => ({ h: zeros([batch, hiddenSize]) }),
    projectInput: project,
    step: resetAfter ? stepResetAfter : stepResetBefore,
    output: ({ h }) => h,
    sequence: sequenceOp(gruSequence, ({ recurrentBias, ...given }, { state: initial, lengths, reverse }) => {
      const inputs = resetAfter ? { ...given, recurrentBias } : given;
      const { outputs, state } = gruSequence.run({ ...inputs, initialH: initial?.h, lengths }, { resetAfter, reverse });
      return { outputs, state: { h: state[0] as Tensor2D } };
    }),
  };
}

function stepResetAfter({ recurrentKernel: U, recurrentBias: d }: GruParams, { h }: GruState, projected: Tensor2D): GruState {
  const product = matMul(h, U);
  const [xr, xz, xn] = split(projected, 3, 1) as Gates;
  const [hr, hz, hn] = split(d ? add(product, d) : product, 3, 1) as Gates;
  const r = sigmoid(add(xr, hr));
  const z = sigmoid(add(xz, hz));
  const n = tanh(add(xn, mul(r, hn)));
  return { h: add(mul(sub(1, z), n), mul(z, h)) };
}

function stepResetBefore({ recurrentKernel }: GruParams, { h }: GruState, projected: Tensor2D): GruState {
  const [Ur, Uz, Un] = split(recurrentKernel, 3, 1) as Gates;
  const [xr, xz, xn] = split(projected, 3, 1) as Gates;
  const [hr, hz] = split(matMul(h, concat([Ur, Uz], 1)), 2, 1) as [Tensor2D, Tensor2D];
  const r = sigmoid(add(xr, hr));
  const z = sigmoid(add(xz, hz));
  const n = tanh(add(xn, matMul(mul(r, h), Un)));
  return { h: add(mul(sub(1, z), n), mul(z, h)) };
}
