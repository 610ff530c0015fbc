import { ArgumentError } from '@tidegate/core';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../../errors/format-error.js';
import type { OnnxAttribute, OnnxNode, OnnxTensor } from '../onnx.js';
import { readOnnxRecurrent } from './read-recurrent.js';
import type { OnnxRecurrent } from './recurrent.js';
import { writeOnnxRecurrent } from './write-recurrent.js';

const counting = (...shape: number[]): OnnxTensor => {
  const length = shape.reduce((product, size) => product * size);
  return { dataType: 'FLOAT', shape, data: Float32Array.from({ length }, (_, index) => index) };
};
const lstm = (attributes: Record<string, OnnxAttribute> = {}, inputs = ['X', 'W', 'R', 'B', '', '', '', 'P']): OnnxNode => ({
  opType: 'LSTM',
  inputs,
  outputs: ['Y', '', 'C'],
  attributes: { direction: { type: 'STRING', value: 'bidirectional' }, ...attributes },
});
const weights = { W: counting(2, 4, 2), R: counting(2, 4, 1), B: counting(2, 8), P: counting(2, 3) };
const texts = (...value: string[]): OnnxAttribute => ({ type: 'STRINGS', value });
const integer = (value: bigint): OnnxAttribute => ({ type: 'INT', value });

describe('readOnnxRecurrent', () => {
  it('gives each gate of each direction its weights, in the order of ONNX', () => {
    const recurrent = readOnnxRecurrent(
      lstm({
        activations: texts('Relu', 'Tanh', 'Tanh', 'Sigmoid', 'Relu', 'Tanh'),
        clip: { type: 'FLOAT', value: 3 },
        input_forget: integer(1n),
      }),
      weights,
    );
    const gate = (inputWeights: number[], hidden: number, inputBias: number, hiddenBias: number, peephole?: number) => ({
      inputWeights: Float32Array.from(inputWeights),
      hiddenWeights: Float32Array.of(hidden),
      inputBias: Float32Array.of(inputBias),
      hiddenBias: Float32Array.of(hiddenBias),
      ...(peephole === undefined ? {} : { peephole: Float32Array.of(peephole) }),
    });
    expect(recurrent).toEqual({
      operator: 'LSTM',
      inputSize: 2,
      hiddenSize: 1,
      batchFirst: false,
      clip: 3,
      linearBeforeReset: false,
      inputForget: true,
      inputs: { sequence: 'X' },
      outputs: { sequence: 'Y', lastCell: 'C' },
      directions: [
        {
          reverse: false,
          activations: ['Relu', 'Tanh', 'Tanh'],
          gates: {
            input: gate([0, 1], 0, 0, 4, 0),
            output: gate([2, 3], 1, 1, 5, 1),
            forget: gate([4, 5], 2, 2, 6, 2),
            cell: gate([6, 7], 3, 3, 7),
          },
        },
        {
          reverse: true,
          activations: ['Sigmoid', 'Relu', 'Tanh'],
          gates: {
            input: gate([8, 9], 4, 8, 12, 3),
            output: gate([10, 11], 5, 9, 13, 4),
            forget: gate([12, 13], 6, 10, 14, 5),
            cell: gate([14, 15], 7, 11, 15),
          },
        },
      ],
    });
    expect(writeOnnxRecurrent(recurrent, 'layer').initializers).toEqual(
      Object.fromEntries(Object.entries(weights).map(([name, tensor]) => [`layer.${name}`, tensor])),
    );
  });

  it.each([
    ['GRU', { update: [0, 3], reset: [1, 4], hidden: [2, 5] }],
    ['RNN', { hidden: [0, 1] }],
  ])('knows the order of gates and biases of %s', (opType, biases) => {
    const count = Object.keys(biases).length;
    const node: OnnxNode = { opType, inputs: ['X', 'W', 'R', 'B'], outputs: ['Y'], attributes: {} };
    const { directions } = readOnnxRecurrent(node, { W: counting(1, count, 1), R: counting(1, count, 1), B: counting(1, 2 * count) });
    const gates = Object.entries(directions[0]!.gates).map(([name, gate]) => [name, [gate.inputBias[0], gate.hiddenBias[0]]]);
    expect(Object.fromEntries(gates)).toEqual(biases);
    for (const { inputWeights, hiddenWeights, inputBias } of Object.values(directions[0]!.gates)) {
      expect([inputWeights, hiddenWeights]).toEqual([inputBias, inputBias]);
    }
  });

  it.each<[string, OnnxNode, Record<string, OnnxTensor>, string]>([
    ['another operator', { ...lstm(), opType: 'Conv' }, weights, 'the node "Y" (Conv) must be an operator of ONNX itself'],
    ['an operator of others', { ...lstm(), domain: 'org.other' }, weights, 'must be an operator of ONNX itself'],
    [
      'an unknown attribute',
      lstm({ activation_alpha: { type: 'FLOATS', value: Float32Array.of(1) } }),
      weights,
      '"activation_alpha" is not known',
    ],
    ['an attribute of another operator', lstm({ linear_before_reset: integer(1n) }), weights, '"linear_before_reset" is not known'],
    ['an attribute of another type', lstm({ clip: integer(1n) }), weights, 'clip must be of type FLOAT, but is of type INT'],
    [
      'an unknown direction',
      lstm({ direction: { type: 'STRING', value: 'up' } }),
      weights,
      'direction must be one of forward, reverse, bi',
    ],
    ['too few activations', lstm({ activations: texts('Tanh') }), weights, 'activations must be 6 of a bidirectional LSTM, but are 1'],
    ['a layout of 2', lstm({ layout: integer(2n) }), weights, 'layout must be 0 or 1, but is 2'],
    ['a missing input', lstm({}, ['X', 'W']), weights, 'must have the input R'],
    ['no sequence', lstm({}, ['', 'W', 'R']), weights, 'must have the input X'],
    ['weights that are computed', lstm(), { W: weights.W, R: weights.R, B: weights.B }, 'P must be known, but "P" is no constant'],
    [
      'weights of half precision',
      lstm(),
      { ...weights, B: { dataType: 'FLOAT16', shape: [2, 8], data: new Uint16Array(16) } },
      'B must be of type',
    ],
    ['weights of another shape', lstm(), { ...weights, B: counting(2, 4) }, 'B must have the shape [2, 8], but has [2, 4]'],
    ['one direction for two', lstm(), { ...weights, R: counting(1, 4, 1) }, 'R must have the shape [2, any, any], but has [1, 4, 1]'],
    [
      'another hidden_size than the weights',
      lstm({ hidden_size: integer(2n) }),
      weights,
      'W must have the shape [2, 8, any], but has [2, 4, 2]',
    ],
    [
      'no state',
      lstm({ hidden_size: integer(0n) }, ['X', 'W', 'R']),
      { W: counting(2, 0, 2), R: counting(2, 0, 0) },
      'of at least 1, not of 2 and 0',
    ],
    ['too many inputs', lstm({}, [...lstm().inputs, 'Q']), weights, 'must have at most 8 inputs, not 9'],
  ])('refuses %s', (_, node, constants, message) => {
    expect(() => readOnnxRecurrent(node, constants)).toThrow(FormatError);
    expect(() => readOnnxRecurrent(node, constants)).toThrow(message);
  });
});

describe('writeOnnxRecurrent', () => {
  const right = readOnnxRecurrent(lstm(), weights);
  const [first, second] = right.directions as [OnnxRecurrent['directions'][0], OnnxRecurrent['directions'][0]];

  it('writes a node that is read as what it was', () => {
    const gru: OnnxRecurrent = {
      ...readOnnxRecurrent(
        { opType: 'GRU', inputs: ['X', 'W', 'R', '', 'n', 'h'], outputs: ['', 'H'], attributes: {} },
        {
          W: counting(1, 6, 3),
          R: counting(1, 6, 2),
        },
      ),
      linearBeforeReset: true,
      batchFirst: true,
      clip: 0.5,
    };
    for (const recurrent of [right, gru]) {
      const { node, initializers } = writeOnnxRecurrent(recurrent, 'layer');
      expect(readOnnxRecurrent(node, initializers)).toEqual(recurrent);
    }
    expect(writeOnnxRecurrent(gru, 'layer').node).toEqual({
      opType: 'GRU',
      name: 'layer',
      inputs: ['X', 'layer.W', 'layer.R', 'layer.B', 'n', 'h'],
      outputs: ['', 'H'],
      attributes: {
        activations: { type: 'STRINGS', value: ['Sigmoid', 'Tanh'] },
        clip: { type: 'FLOAT', value: 0.5 },
        direction: { type: 'STRING', value: 'forward' },
        hidden_size: { type: 'INT', value: 2n },
        layout: { type: 'INT', value: 1n },
        linear_before_reset: { type: 'INT', value: 1n },
      },
    });
  });

  it.each<[string, OnnxRecurrent, string]>([
    ['another operator', { ...right, operator: 'Conv' as never }, 'operator must be one of LSTM, GRU, RNN'],
    ['no state', { ...right, hiddenSize: 0 }, 'hiddenSize must be a whole number of at least 1'],
    ['directions the wrong way round', { ...right, directions: [second, first] }, 'directions must be one, or the forward one and then'],
    ['too few activations', { ...right, directions: [{ ...first, activations: ['Tanh'] }] }, 'directions[0].activations must be 3 names'],
    [
      'a gate without peepholes',
      { ...right, directions: [first, { ...second, gates: { ...second.gates, input: second.gates.cell! } }] },
      'peephole',
    ],
    [
      'a missing gate',
      { ...right, directions: [{ ...first, gates: {} }] },
      'directions[0].gates.input.inputBias must be a Float32Array of length 1',
    ],
    ['weights of another size', { ...right, inputSize: 3 }, 'inputWeights must be a Float32Array of length 3, but is 2'],
  ])('refuses %s', (_, recurrent, message) => {
    expect(() => writeOnnxRecurrent(recurrent, 'layer')).toThrow(ArgumentError);
    expect(() => writeOnnxRecurrent(recurrent, 'layer')).toThrow(message);
  });
});
