import { add, clipByValue, matMul, mul, type Rank, split, type Tensor1D, type Tensor2D, zeros } from '@tensorflow/tfjs-core';
import type { Cell, Random, SequenceOp } from '@tidegate/core';
import { lstmSequence } from '@tidegate/ops';
import { glorotUniform, initialize } from '../initializers/initializer.js';
import { activate } from './activation.js';
import { createKernels, type KernelParams } from './cell-options.js';
import type { GatesOf } from './gates-of.js';
import { assertLstmOptions, type LstmOptions } from './lstm-options.js';
import { project } from './project.js';
import { sequenceOp } from './sequence-op.js';

/** With `projection`, the recurrent kernel is `[projection, 4 * hiddenSize]`. */
export type LstmParams = KernelParams & {
  /** `[hiddenSize]`, with `peepholes`: what the input gate sees of the old cell. */
  readonly inputPeephole?: Tensor1D;
  /** `[hiddenSize]`, with `peepholes`: what the forget gate sees of the old cell. */
  readonly forgetPeephole?: Tensor1D;
  /** `[hiddenSize]`, with `peepholes`: what the output gate sees of the new cell. */
  readonly outputPeephole?: Tensor1D;
  /** `[hiddenSize, projection]`, with `projection` */
  readonly projectionKernel?: Tensor2D;
};
/** `h`, what the cell shows, is `[batch, projection ?? hiddenSize]`; `c`, what it keeps to itself, is `[batch, hiddenSize]`. */
export type LstmState = { readonly h: Tensor2D; readonly c: Tensor2D };

/**
 * The gates i, f and o and the `candidate` g after their activations, the `cell` c' and the `hidden` state h' after the step. Without clipping and
 * projection, `cell` is `forget` times the cell before plus `input` times `candidate`, and `hidden` is `output` times `tanh(cell)`.
 */
export type LstmGate = 'input' | 'forget' | 'candidate' | 'output' | 'cell' | 'hidden';

/**
 * Long short-term memory. The four gates lie side by side in the kernels and the bias, in the order i, f, g, o.
 * ```text
 * i, f, g, o = x W + h U + b
 * c' = sigmoid(f + forgetBias) c + sigmoid(i) tanh(g)
 * h' = sigmoid(o) tanh(c')
 * ```
 * With peepholes `p`, clipping and a projection `P`:
 * ```text
 * c' = clip(sigmoid(f + forgetBias + p_f c) c + sigmoid(i + p_i c) tanh(g))
 * h' = clip((sigmoid(o + p_o c') tanh(c')) P)
 * ```
 * Hochreiter and Schmidhuber, Neural Computation 1997, with the forget gate of Gers et al., 2000, the peepholes of Gers and Schmidhuber,
 * IJCNN 2000, and the projection of Sak, Senior and Beaufays, arXiv 1402.1128; all as TensorFlow 1's `LSTMCell`.
 * PyTorch and Keras count the forget bias among the weights: the weight layouts convert it.
 *
 * @throws ArgumentError if a number is out of its range, an activation is unknown, or `projectionClip` comes without `projection`
 */
export function lstm(options: LstmOptions): Cell<LstmParams, LstmState, LstmGate> {
  assertLstmOptions(options);
  const { inputSize, hiddenSize, forgetBias = 1, cellClip, projection, projectionClip } = options;
  const { activation = 'tanh', recurrentActivation = 'sigmoid' } = options;
  const outputSize = projection ?? hiddenSize;
  const gates: GatesOf<LstmParams, LstmState, LstmGate> = (params, { h, c }, projected, read) => {
    const { recurrentKernel: U, inputPeephole, forgetPeephole, outputPeephole, projectionKernel: P } = params;
    const gate = (sum: Tensor2D): Tensor2D => activate(recurrentActivation, sum);
    const [i, f, g, o] = split(add(projected, matMul(read?.h ?? h, U)), 4, 1) as [Tensor2D, Tensor2D, Tensor2D, Tensor2D];
    const forget = gate(peep(add(f, forgetBias), forgetPeephole, c));
    const input = gate(peep(i, inputPeephole, c));
    const candidate = activate(activation, g);
    const cell = clip(add(mul(forget, c), mul(input, candidate)), cellClip);
    const output = gate(peep(o, outputPeephole, cell));
    const shown: Tensor2D = mul(output, activate(activation, cell));
    return { input, forget, candidate, output, cell, hidden: P ? clip(matMul(shown, P), projectionClip) : shown };
  };
  return {
    name: 'lstm',
    inputSize,
    hiddenSize: outputSize,
    createParams: (random) => ({ ...createKernels(options, 4, random, outputSize), ...createExtras(options, random) }),
    createState: (batch) => ({ h: zeros([batch, outputSize]), c: zeros([batch, hiddenSize]) }),
    projectInput: project,
    gates,
    step(...given) {
      const { hidden, cell } = gates(...given);
      return { h: hidden, c: cell };
    },
    recurrentParts: ['h'],
    output: ({ h }) => h,
    ...(isPlain(options) && { sequence: createSequenceOp(forgetBias) }),
  };
}

/** A gate's sum, with what it sees of the cell. */
function peep(sum: Tensor2D, peephole: Tensor1D | undefined, cell: Tensor2D): Tensor2D {
  return peephole ? add(sum, mul(peephole, cell)) : sum;
}

function clip(tensor: Tensor2D, bound: number | undefined): Tensor2D {
  return bound === undefined ? tensor : clipByValue(tensor, -bound, bound);
}

function createExtras(options: LstmOptions, random: Random): Omit<LstmParams, keyof KernelParams> {
  const { hiddenSize, peepholes, projection, initializer = glorotUniform } = options;
  const square = { fanIn: hiddenSize, fanOut: hiddenSize };
  const peephole = (name: string): Tensor1D => initialize<Rank.R1>(initializer, [hiddenSize], square, random.split(name));
  return {
    ...(peepholes && {
      inputPeephole: peephole('inputPeephole'),
      forgetPeephole: peephole('forgetPeephole'),
      outputPeephole: peephole('outputPeephole'),
    }),
    ...(projection && {
      projectionKernel: initialize<Rank.R2>(
        initializer,
        [hiddenSize, projection],
        { fanIn: hiddenSize, fanOut: projection },
        random.split('projectionKernel'),
      ),
    }),
  };
}

/** Whether the equations are those of the sequence op. */
function isPlain({ peepholes, cellClip, projection, activation = 'tanh', recurrentActivation = 'sigmoid' }: LstmOptions): boolean {
  return !peepholes && cellClip === undefined && projection === undefined && activation === 'tanh' && recurrentActivation === 'sigmoid';
}

function createSequenceOp(forgetBias: number): SequenceOp<LstmParams, LstmState> {
  return sequenceOp(lstmSequence, (inputs, { state: initial, lengths, reverse }) => {
    const start = { initialH: initial?.h, initialC: initial?.c };
    const { outputs, state } = lstmSequence.run({ ...inputs, ...start, lengths }, { forgetBias, reverse });
    const [h, c] = state as [Tensor2D, Tensor2D];
    return { outputs, state: { h, c } };
  });
}
