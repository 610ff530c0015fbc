import { bidirectional, gru, lstm, recurrent, rnn, type WeightArray, type Weights } from '@tidegate/cells';
import type { Cell, SequenceLayer } from '@tidegate/core';
import { type OnnxNode, type OnnxRecurrent, type OnnxRecurrentDirection, type OnnxTensor, readOnnxRecurrent } from '@tidegate/formats';
import type { CellName } from '@tidegate/models';
import { malformed } from '../errors/malformed.js';
import type { CellForm } from '../weights/cell-form.js';
import { cellOfGates } from '../weights/cell-of-gates.js';
import { withoutActivationParameters } from './activation-parameters.js';
import { functionOf } from './functions.js';
import { type OnnxEquations, onnxGru, onnxLstm, onnxRnn } from './onnx-cell.js';

/** A recurrent node as a layer of ours. */
export interface NodeLayer {
  readonly recurrent: OnnxRecurrent;
  readonly layer: SequenceLayer;
  /** By the paths of the layer's parameters. */
  readonly params: Weights;
}

const cellNames = { RNN: 'rnn', LSTM: 'lstm', GRU: 'gru' } as const satisfies Record<string, CellName>;

/**
 * Makes a layer of a node `RNN`, `LSTM` or `GRU`: of our cells, or of ones with ONNX's equations where it clips sums, couples input and forget
 * gate, or has another function for the candidate of an LSTM than for its cell.
 *
 * @throws FormatError if the node is malformed, or has activations that our cells do not have
 */
export function nodeLayer(node: OnnxNode, constants: Readonly<Record<string, OnnxTensor>>): NodeLayer {
  const read = readOnnxRecurrent(withoutActivationParameters(node), constants);
  const where = `the node ${JSON.stringify(node.name ?? node.outputs.find((output) => output !== '') ?? '')} (${node.opType})`;
  if (read.clip !== undefined && !(read.clip > 0)) throw malformed(`${where}: clip must be above 0, but is ${read.clip}`);
  const [first, second] = read.directions.map((direction) => cellOf(where, read, direction, (node.inputs[3] ?? '') !== ''));
  if (!first) throw malformed(`${where} has no direction`);
  if (second) {
    return {
      recurrent: read,
      layer: bidirectional({ forward: first.cell, backward: second.cell }),
      params: { ...under('forward/', first.params), ...under('backward/', second.params) },
    };
  }
  return { recurrent: read, layer: recurrent(first.cell, { reverse: read.directions[0]?.reverse ?? false }), params: first.params };
}

function cellOf(where: string, read: OnnxRecurrent, direction: OnnxRecurrentDirection, useBias: boolean) {
  const form: CellForm = {
    cell: cellNames[read.operator],
    ...{ inputSize: read.inputSize, hiddenSize: read.hiddenSize, useBias, forgetBias: 0 },
    peepholes: Object.values(direction.gates).some(({ peephole }) => peephole !== undefined),
    resetAfter: read.linearBeforeReset,
  };
  return { cell: createCell(where, read, direction, form), params: cellOfGates(where, form, direction.gates) };
}

function createCell(where: string, { clip, inputForget }: OnnxRecurrent, { activations }: OnnxRecurrentDirection, form: CellForm): Cell {
  const { inputSize, hiddenSize, useBias, peepholes, resetAfter } = form;
  const sizes = { inputSize, hiddenSize, useBias };
  const known = activations.map((name) => functionOf(where, name));
  const [first = 'tanh', second = 'tanh', third] = known.map(({ activation }) => activation);
  const isOurs = clip === undefined && !inputForget && (third === undefined || third === second);
  const equations: OnnxEquations = { ...(clip !== undefined && { clip }), inputForget, functions: known.map(({ apply }) => apply) };
  switch (form.cell) {
    case 'rnn':
      return isOurs ? rnn({ ...sizes, activation: first }) : onnxRnn(sizes, equations);
    case 'gru':
      return isOurs
        ? gru({ ...sizes, resetAfter, recurrentActivation: first, activation: second })
        : onnxGru({ ...sizes, resetAfter }, equations);
    case 'lstm':
      return isOurs
        ? lstm({ ...sizes, peepholes, forgetBias: 0, recurrentActivation: first, activation: second })
        : onnxLstm({ ...sizes, peepholes }, equations);
  }
}

function under(prefix: string, weights: Weights): Weights {
  return Object.fromEntries(Object.entries(weights).map(([name, weight]): [string, WeightArray] => [prefix + name, weight]));
}
