import { add, matMul, relu, sigmoid, type Tensor2D, tanh, zeros } from '@tensorflow/tfjs-core';
import { assertOneOf, type Cell } from '@tidegate/core';
import { type RnnActivation, rnnActivations, rnnSequence } from '@tidegate/ops';
import { assertCellOptions, type CellOptions, createKernels, type KernelParams } from './cell-options.js';
import { project } from './project.js';
import { sequenceOp } from './sequence-op.js';

export interface RnnOptions extends CellOptions {
  /** `tanh` by default. */
  readonly activation?: RnnActivation;
}

export type RnnParams = KernelParams;
/** `h` is `[batch, hiddenSize]`. */
export type RnnState = { readonly h: Tensor2D };

const activate = { tanh, relu, sigmoid };

/**
 * The vanilla recurrent network.
 * ```text
 * h' = activation(x W + h U + b)
 * ```
 * Elman, "Finding structure in time", Cognitive Science 1990.
 *
 * @throws ArgumentError if a size is not a whole number of at least 1, or the activation is unknown
 */
export function rnn(options: RnnOptions): Cell<RnnParams, RnnState> {
  assertCellOptions('rnn', options);
  const { inputSize, hiddenSize, activation = 'tanh' } = options;
  assertOneOf('rnn', 'activation', activation, rnnActivations);
  return {
    name: 'rnn',
    inputSize,
    hiddenSize,
    createParams: (random) => createKernels(options, 1, random),
    createState: (batch) => ({ h: zeros([batch, hiddenSize]) }),
    projectInput: project,
    step({ recurrentKernel: U }, { h }, projected) {
      return { h: activate[activation](add(projected, matMul(h, U))) };
    },
    output: ({ h }) => h,
    sequence: sequenceOp(rnnSequence, (inputs, { state: initial, lengths, reverse }) => {
      const { outputs, state } = rnnSequence.run({ ...inputs, initialH: initial?.h, lengths }, { activation, reverse });
      return { outputs, state: { h: state[0] as Tensor2D } };
    }),
  };
}
