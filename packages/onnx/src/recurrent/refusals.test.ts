import { tensor1d, zeros } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { toTensors } from '@tidegate/cells';
import { ArgumentError, createRandom, type TensorTree, useBackend } from '@tidegate/core';
import { decodeOnnx, encodeOnnx, FormatError, type OnnxGraph, type OnnxNode } from '@tidegate/formats';
import { expectNoLeak } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { foreignInputs, foreignNode, type NodeCase } from '../testing/foreign-node.js';
import { toTensor } from '../testing/to-tensor.js';
import { importOnnxRecurrent } from './import-onnx-recurrent.js';

const random = createRandom(3);
const plain: NodeCase = { operator: 'LSTM', reverse: [false], state: true };

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

/** A file of one node, with a graph that is not as it was. */
function changed(change: (graph: OnnxGraph, node: OnnxNode) => Partial<OnnxGraph>, given: NodeCase = plain): Uint8Array {
  const model = decodeOnnx(foreignNode(given, random));
  const [node] = model.graph.nodes as [OnnxNode];
  return encodeOnnx({ ...model, graph: { ...model.graph, ...change(model.graph, node) } });
}

const then = (...nodes: OnnxNode[]) =>
  changed((graph) => ({ nodes: [...graph.nodes, ...nodes], outputs: [{ ...graph.outputs[0]!, name: 'end' }] }));
const op = (opType: string, inputs: string[], attributes: OnnxNode['attributes'] = {}): OnnxNode => ({
  opType,
  inputs,
  outputs: ['end'],
  attributes,
});
const withAttributes = (attributes: OnnxNode['attributes'], given?: NodeCase) =>
  changed((_, node) => ({ nodes: [{ ...node, attributes: { ...node.attributes, ...attributes } }] }), given);
const reading = (index: number, name: string) =>
  changed((_, node) => ({ nodes: [{ ...node, inputs: node.inputs.map((input, place) => (place === index ? name : input)) }] }));
const floats = (...values: number[]) => ({ type: 'FLOATS', value: Float32Array.from(values) }) as const;
const ints = (...values: number[]) => ({ type: 'INTS', value: BigInt64Array.from(values, BigInt) }) as const;

describe('importOnnxRecurrent refuses', () => {
  it.each<[string, () => Uint8Array, string]>([
    ['another operator', () => then(op('Softmax', ['Y'])), 'the node "end" (Softmax) must be one of RNN, LSTM, GRU, Identity, Transpose'],
    [
      'another domain',
      () => then({ ...op('Identity', ['Y']), domain: 'com.example' }),
      'must be an operator of ONNX itself, not of "com.example"',
    ],
    [
      'axes that are no order',
      () => then(op('Transpose', ['Y'], { perm: ints(0, 0, 1, 2) })),
      'perm must be an order of 4 axes, but is [0, 0, 1, 2]',
    ],
    ['to squeeze more than one', () => then(op('Squeeze', ['Y'], { axes: ints(0) })), 'axis 0 must be known to have the size 1'],
    [
      'axes out of range',
      () => then(op('Unsqueeze', ['Y'], { axes: ints(9) })),
      'axes must be given, distinct, and among the 5 that there are',
    ],
    ['to take axes apart', () => then(op('Reshape', ['Y'], { shape: ints(-1, 0) })), 'the shape must keep axes by 0 and join the rest'],
    [
      'to reshape by sizes of zero',
      () => then(op('Reshape', ['Y'], { shape: ints(0, 0, -1), allowzero: { type: 'INT', value: 1n } })),
      'allowzero must be 0',
    ],
    ['a piece of what a node gives', () => then(op('Slice', ['Y'])), 'must cut an input of the graph along one axis'],
    ['to join along no axis', () => then(op('Concat', ['Y', 'Y'])), 'axis must be one of the 4 that all inputs have'],
    ['a value from nowhere', () => then(op('Identity', ['Z'])), 'reads "Z", which nothing before it gives'],
    ['a graph without a recurrent node', () => changed(() => ({ nodes: [] })), 'there is no node RNN, LSTM, GRU'],
    [
      'an output of nothing',
      () => changed((graph) => ({ outputs: [{ ...graph.outputs[0]!, name: 'nothing' }] })),
      'the output "nothing" must come',
    ],
    [
      'an input without a shape',
      () => changed((graph) => ({ inputs: graph.inputs.map(({ name }) => ({ name, type: { kind: 'tensor', dataType: 'FLOAT' } })) })),
      'the input "X" must be a tensor with a shape',
    ],
    ['weights that are no constants', () => changed(() => ({ initializers: {} })), 'reads "layer.W", which nothing before it gives'],
    ['a sequence that is a constant', () => reading(0, 'layer.W'), 'X must be an input of the graph or what another recurrent node gives'],
    ['a sequence of one axis', () => reading(0, 'lengths'), 'X must be an input of the graph or what another recurrent node gives'],
    ['lengths of three axes', () => reading(4, 'h'), 'sequence_lens must be an input of the graph with one axis'],
    ['a state of one axis', () => reading(5, 'lengths'), 'initial states must each be an input of the graph'],
    ['a state that is the weights', () => reading(5, 'layer.B'), 'initial states must each be an input of the graph'],
    [
      'more features than there are',
      () =>
        changed((_, node) => {
          const inputs = ['Y0', ...node.inputs.slice(1)];
          const flat = op('Squeeze', ['Y'], { axes: ints(1) });
          return { nodes: [node, { ...flat, outputs: ['Y0'] }, { ...node, name: 'second', inputs, outputs: ['end'] }] };
        }),
      'the node "second" (LSTM): the features of X must be 3, but are 4',
    ],
    [
      'an unknown function',
      () => withAttributes({ activations: { type: 'STRINGS', value: ['Softsign', 'Tanh', 'Tanh'] } }),
      'activations must be among Tanh, Relu, Sigmoid, HardSigmoid, Affine, but one is "Softsign"',
    ],
    [
      'other parameters',
      () =>
        withAttributes({
          activations: { type: 'STRINGS', value: ['HardSigmoid', 'Tanh', 'Tanh'] },
          activation_alpha: floats(0.3),
          activation_beta: floats(0.5),
        }),
      'activation_alpha and activation_beta must be absent, or [0.2] and [0.5]',
    ],
    [
      'Affine by default',
      () => withAttributes({ activations: { type: 'STRINGS', value: ['Sigmoid', 'Affine', 'Tanh'] } }),
      'or [1] and [0] for Sigmoid, Affine, Tanh',
    ],
    ['a bound of nothing', () => withAttributes({ clip: { type: 'FLOAT', value: 0 } }), 'clip must be above 0, but is 0'],
    [
      'an unknown attribute',
      () => withAttributes({ output_sequence: { type: 'INT', value: 1n } }),
      'the attribute "output_sequence" is not known here',
    ],
  ])('%s', (_, file, message) => {
    expect(() => importOnnxRecurrent(file())).toThrow(FormatError);
    expect(() => importOnnxRecurrent(file())).toThrow(message);
  });

  it('to run without an input, or with one of another rank', () => {
    const { params, run } = importOnnxRecurrent(foreignNode(plain, random));
    const tensors = toTensors<TensorTree>(params);
    expect(() => run(tensors, {})).toThrow(ArgumentError);
    expect(() => run(tensors, {})).toThrow('run of importOnnxRecurrent: inputs must be tensors by name, with X');
    expect(() => run(tensors, { X: tensor1d([1]) })).toThrow('the shape of X must be one of 3 axes, but is [1]');
    const given = { X: zeros([5, 3, 3]), lengths: tensor1d([5, 2, 4], 'int32'), h: zeros([2, 3, 4]), c: zeros([1, 3, 4]) };
    expect(() => run(tensors, given)).toThrow('the shape of an initial state must be [1, batch, hidden], but is [2, 3, 4]');
  });
});

describe('importOnnxRecurrent', () => {
  it('leaves nothing behind but the outputs', () => {
    const { params, inputs, run } = importOnnxRecurrent(foreignNode(plain, random));
    const tensors = toTensors<TensorTree>(params);
    const given = Object.entries(foreignInputs(inputs, plain, random)).map(([name, value]) => [name, toTensor(value)] as const);
    expectNoLeak(() => Object.values(run(tensors, Object.fromEntries(given))));
  });

  it('makes no layer of nodes that do not follow each other', () => {
    const twice = changed((graph, node) => {
      const outputs = node.outputs.map((output) => `${output}2`);
      const values = graph.outputs.map((value) => ({ ...value, name: `${value.name}2` }));
      return { nodes: [node, { ...node, name: 'second', outputs }], outputs: [...graph.outputs, ...values] };
    });
    const { layer, layers } = importOnnxRecurrent(twice);
    expect({ layer, count: layers.length }).toEqual({ layer: undefined, count: 2 });
  });
});
