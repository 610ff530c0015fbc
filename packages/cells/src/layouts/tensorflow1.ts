import { ArgumentError } from '@tidegate/core';
import { joinColumns, joinRows, splitRows, takeBlocks, zeroArray } from './arrays.js';
import { assertNoOthers, type LayoutCell, type LayoutNames, underPrefix, type WeightLayout, withPrefix } from './weight-layout.js';
import { requireKernel, requireWeight, type WeightArray, type Weights } from './weights.js';

export type Tensorflow1LayoutOptions = LayoutCell & LayoutNames;

const caller = 'tensorflow1Layout';
/** Gates i, f, g, o of ours as i, j, f, o of theirs, and back. */
const lstmOrder = [0, 2, 1, 3];
const peepholes = { inputPeephole: 'w_i_diag', forgetPeephole: 'w_f_diag', outputPeephole: 'w_o_diag' };
const plainNames = ['inputKernel', 'recurrentKernel', 'bias'];

/**
 * `BasicRNNCell`, `LSTMCell` (and `BasicLSTMCell`) or `GRUCell` of TensorFlow 1, in which the rows of the inputs and of the state are one
 * `kernel` `[inputSize + outputSize, gates * units]`. The LSTM's gates have the order i, j, f, o, with `w_i_diag`, `w_f_diag` and `w_o_diag`
 * for peepholes and `projection/kernel`; the GRU has `gates/kernel` with r and u, our z, and `candidate/kernel`.
 *
 * There as here the forget bias is added to the weights, so give both cells the same. Those cells always have a bias: zeros for none of ours.
 *
 * @throws ArgumentError for a GRU that resets after the product, which TensorFlow 1 does not have
 */
export function tensorflow1Layout(options: Tensorflow1LayoutOptions): WeightLayout {
  const { cell, prefix = '' } = options;
  if (options.cell === 'gru' && options.resetAfter !== false)
    throw new ArgumentError(caller, 'resetAfter', options.resetAfter, "false: TensorFlow 1's GRUCell resets before the product");
  const { write, read } = { rnn, lstm, gru }[cell];
  return {
    write: (params) => withPrefix(prefix, write(params)),
    read: (weights) => read(underPrefix(prefix, weights)),
  };
}

const rnn: WeightLayout = {
  write(params) {
    assertNoOthers(caller, params, plainNames);
    const { kernel, bias } = join(params, 1);
    return { kernel, bias };
  },
  read(weights) {
    const [kernel, size] = requireKernel(caller, weights, 'kernel', 1);
    return { ...splitKernel(kernel, size), bias: requireWeight(caller, weights, 'bias', [size]) };
  },
};

const lstm: WeightLayout = {
  write(params) {
    assertNoOthers(caller, params, [...plainNames, ...Object.keys(peepholes), 'projectionKernel']);
    const { kernel, bias } = join(params, 4);
    const { projectionKernel } = params;
    return {
      kernel: takeBlocks(kernel, 4, lstmOrder),
      bias: takeBlocks(bias, 4, lstmOrder),
      ...rename(params, Object.entries(peepholes)),
      ...(projectionKernel && { 'projection/kernel': projectionKernel }),
    };
  },
  read(weights) {
    const [kernel, size] = requireKernel(caller, weights, 'kernel', 4);
    const theirs = 'projection/kernel';
    const projectionKernel = weights[theirs] && requireWeight(caller, weights, theirs, [size / 4, 'projection']);
    return {
      ...splitKernel(takeBlocks(kernel, 4, lstmOrder), projectionKernel?.shape[1] ?? size / 4),
      bias: takeBlocks(requireWeight(caller, weights, 'bias', [size]), 4, lstmOrder),
      ...rename(
        weights,
        Object.entries(peepholes).map(([ours, name]) => [name, ours]),
      ),
      ...(projectionKernel && { projectionKernel }),
    };
  },
};

const gru: WeightLayout = {
  write(params) {
    assertNoOthers(caller, params, plainNames);
    const { kernel, bias } = join(params, 3);
    return {
      'gates/kernel': takeBlocks(kernel, 3, [0, 1]),
      'gates/bias': takeBlocks(bias, 3, [0, 1]),
      'candidate/kernel': takeBlocks(kernel, 3, [2]),
      'candidate/bias': takeBlocks(bias, 3, [2]),
    };
  },
  read(weights) {
    const [gates, size] = requireKernel(caller, weights, 'gates/kernel', 2);
    const units = size / 2;
    const candidate = requireWeight(caller, weights, 'candidate/kernel', [gates.shape[0] as number, units]);
    const biases = [
      requireWeight(caller, weights, 'gates/bias', [size]),
      requireWeight(caller, weights, 'candidate/bias', [units]),
    ] as const;
    return { ...splitKernel(joinColumns(gates, candidate), units), bias: joinColumns(...biases) };
  },
};

/** Both kernels one above the other, and the bias, with the gates still in our order. */
function join(params: Weights, gates: number): { readonly kernel: WeightArray; readonly bias: WeightArray } {
  const [inputKernel, size] = requireKernel(caller, params, 'inputKernel', gates);
  return {
    kernel: joinRows(inputKernel, requireWeight(caller, params, 'recurrentKernel', ['outputSize', size])),
    bias: params.bias ? requireWeight(caller, params, 'bias', [size]) : zeroArray(size),
  };
}

function splitKernel(kernel: WeightArray, outputSize: number): Weights {
  const [inputKernel, recurrentKernel] = splitRows(kernel, (kernel.shape[0] as number) - outputSize);
  return { inputKernel, recurrentKernel };
}

/** Those arrays that are there, under their other name. */
function rename(weights: Weights, names: readonly (readonly [string, string])[]): Weights {
  return Object.fromEntries(names.flatMap(([from, to]) => (weights[from] ? [[to, weights[from]]] : [])));
}
