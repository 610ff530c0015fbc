import { add, matMul, type Tensor2D, zeros } from '@tensorflow/tfjs-core';
import { assertOneOf, type Cell, type SequenceOp } from '@tidegate/core';
import { type RnnActivation, rnnActivations, rnnSequence } from '@tidegate/ops';
import { type Activation, activate, activations } from './activation.js';
import { assertCellOptions, type CellOptions, createKernels, type KernelParams } from './cell-options.js';
import type { GatesOf } from './gates-of.js';
import { project } from './project.js';
import { sequenceOp } from './sequence-op.js';

export interface RnnOptions extends CellOptions {
  /** `tanh` by default. With `hardSigmoid` and `linear` the cell runs step by step. */
  readonly activation?: Activation;
}

export type RnnParams = KernelParams;
/** `h` is `[batch, hiddenSize]`. */
export type RnnState = { readonly h: Tensor2D };

/** `hidden` is h', the state after the step. */
export type RnnGate = 'hidden';

/**
 * The vanilla recurrent network.
 * ```text
 * h' = activation(x W + h U + b)
 * ```
 * Elman, "Finding structure in time", Cognitive Science 1990.
 *
 * @throws ArgumentError if a size is not a whole number of at least 1, or the activation is unknown
 */
export function rnn(options: RnnOptions): Cell<RnnParams, RnnState, RnnGate> {
  assertCellOptions('rnn', options);
  const { inputSize, hiddenSize, activation = 'tanh' } = options;
  assertOneOf('rnn', 'activation', activation, activations);
  const gates: GatesOf<RnnParams, RnnState, RnnGate> = ({ recurrentKernel: U }, { h }, projected, read) => ({
    hidden: activate(activation, add(projected, matMul(read?.h ?? h, U))),
  });
  return {
    name: 'rnn',
    inputSize,
    hiddenSize,
    createParams: (random) => createKernels(options, 1, random),
    createState: (batch) => ({ h: zeros([batch, hiddenSize]) }),
    projectInput: project,
    gates,
    step: (...given) => ({ h: gates(...given).hidden }),
    recurrentParts: ['h'],
    output: ({ h }) => h,
    ...(isFused(activation) && { sequence: createSequenceOp(activation) }),
  };
}

function isFused(activation: Activation): activation is RnnActivation {
  return (rnnActivations as readonly Activation[]).includes(activation);
}

function createSequenceOp(activation: RnnActivation): SequenceOp<RnnParams, RnnState> {
  return sequenceOp(rnnSequence, (inputs, { state: initial, lengths, reverse }) => {
    const { outputs, state } = rnnSequence.run({ ...inputs, initialH: initial?.h, lengths }, { activation, reverse });
    return { outputs, state: { h: state[0] as Tensor2D } };
  });
}
