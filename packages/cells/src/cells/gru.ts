import { add, concat, matMul, mul, type Rank, split, sub, type Tensor1D, type Tensor2D, zeros } from '@tensorflow/tfjs-core';
import { assertOneOf, type Cell, type SequenceOp } from '@tidegate/core';
import { gruSequence } from '@tidegate/ops';
import { type Activation, activate, activations } from './activation.js';
import { assertCellOptions, type CellOptions, createKernels, type KernelParams } from './cell-options.js';
import type { GatesOf } from './gates-of.js';
import { project } from './project.js';
import { sequenceOp } from './sequence-op.js';

export interface GruOptions extends CellOptions {
  /** Which of the two published variants; true by default. */
  readonly resetAfter?: boolean;
  /** Of the candidate; `tanh` by default. With any other, as with another for the gates, the cell runs step by step. */
  readonly activation?: Activation;
  /** Of the gates; `sigmoid` by default. */
  readonly recurrentActivation?: Activation;
}

export type GruParams = KernelParams & {
  /** `[3 * hiddenSize]`: the second bias that the variant with `resetAfter` has. */
  readonly recurrentBias?: Tensor1D;
};
/** `h` is `[batch, hiddenSize]`. */
export type GruState = { readonly h: Tensor2D };

/** The gates r and z and the `candidate` n after their activations, and the state h' after the step: `(1 - update) candidate + update h`. */
export type GruGate = 'reset' | 'update' | 'candidate' | 'hidden';

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
 * @throws ArgumentError if a size is not a whole number of at least 1, or an activation is unknown
 */
export function gru(options: GruOptions): Cell<GruParams, GruState, GruGate> {
  assertCellOptions('gru', options);
  const { inputSize, hiddenSize, useBias = true, resetAfter = true, activation = 'tanh', recurrentActivation = 'sigmoid' } = options;
  assertOneOf('gru', 'activation', activation, activations);
  assertOneOf('gru', 'recurrentActivation', recurrentActivation, activations);
  const gate = (sum: Tensor2D): Tensor2D => activate(recurrentActivation, sum);
  const sums = resetAfter ? resetAfterProduct : resetBeforeProduct;
  const gates: GatesOf<GruParams, GruState, GruGate> = (params, { h }, projected, read) => {
    const { r, z, candidate } = sums(params, read?.h ?? h, projected, gate);
    const n = activate(activation, candidate);
    return { reset: r, update: z, candidate: n, hidden: add(mul(sub(1, z), n), mul(z, h)) };
  };
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
    gates,
    step: (...given) => ({ h: gates(...given).hidden }),
    recurrentParts: ['h'],
    output: ({ h }) => h,
    ...(activation === 'tanh' && recurrentActivation === 'sigmoid' && { sequence: createSequenceOp(resetAfter) }),
  };
}

type Gate = (sum: Tensor2D) => Tensor2D;
/** The reset and the update gate, and the candidate before its activation. */
type Sums = { readonly r: Tensor2D; readonly z: Tensor2D; readonly candidate: Tensor2D };

function resetAfterProduct({ recurrentKernel: U, recurrentBias: d }: GruParams, h: Tensor2D, projected: Tensor2D, gate: Gate): Sums {
  const product = matMul(h, U);
  const [xr, xz, xn] = split(projected, 3, 1) as Gates;
  const [hr, hz, hn] = split(d ? add(product, d) : product, 3, 1) as Gates;
  const r = gate(add(xr, hr));
  return { r, z: gate(add(xz, hz)), candidate: add(xn, mul(r, hn)) };
}

function resetBeforeProduct({ recurrentKernel }: GruParams, h: Tensor2D, projected: Tensor2D, gate: Gate): Sums {
  const [Ur, Uz, Un] = split(recurrentKernel, 3, 1) as Gates;
  const [xr, xz, xn] = split(projected, 3, 1) as Gates;
  const [hr, hz] = split(matMul(h, concat([Ur, Uz], 1)), 2, 1) as [Tensor2D, Tensor2D];
  const r = gate(add(xr, hr));
  return { r, z: gate(add(xz, hz)), candidate: add(xn, matMul(mul(r, h), Un)) };
}

function createSequenceOp(resetAfter: boolean): SequenceOp<GruParams, GruState> {
  return sequenceOp(gruSequence, ({ recurrentBias, ...given }, { state: initial, lengths, reverse }) => {
    const inputs = resetAfter ? { ...given, recurrentBias } : given;
    const { outputs, state } = gruSequence.run({ ...inputs, initialH: initial?.h, lengths }, { resetAfter, reverse });
    return { outputs, state: { h: state[0] as Tensor2D } };
  });
}
