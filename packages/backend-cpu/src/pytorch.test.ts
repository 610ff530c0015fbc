import { add, grads, slice, squeeze, type Tensor, type Tensor3D, tensor, tensor1d, transpose } from '@tensorflow/tfjs-core';
import { bidirectional, gru, lstm, recurrent, rnn, stack } from '@tidegate/cells';
import { type Cell, flattenTree, mapTree, type SequenceLayer, type TensorTree, useBackend } from '@tidegate/core';
import {
  fixtureNames,
  loadFixture,
  type RecordedState,
  type RecordedTensor,
  type RecurrentCell,
  type RecurrentFixture,
} from '@tidegate/fixtures';
import { expectClose, weightedBy } from '@tidegate/testing';
import { beforeAll, describe, it } from 'vitest';
import { cpuBackend } from './adapter.js';

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

describe.each(fixtureNames)('PyTorch: %s', (name) => {
  const fixture = loadFixture(name);

  it.each(['sequence op', 'step by step'])('outputs, final state and all gradients agree: %s', (form) => {
    const layer = layerOf(fixture, (cell) => (form === 'sequence op' ? cell : withoutSequenceOp(cell)));
    const leaves = flattenTree(treeOf(fixture, fixture.weights, fixture.initialState, 'sum'));
    const lengths = fixture.lengths && tensor1d([...fixture.lengths], 'int32');
    const run = (inputs: Tensor, values: readonly Tensor[]): Tensor[] => {
      const byPath = new Map(leaves.map(([path], index) => [path, values[index] as Tensor]));
      const { params, state } = mapTree(
        treeOf(fixture, fixture.weights, fixture.initialState, 'sum'),
        (_, path) => byPath.get(path) as Tensor,
      );
      const result = layer.run(params, inputs as Tensor3D, { state, ...(lengths && { lengths }) });
      return [result.outputs, ...flattenTree(result.state).map(([, tensor]) => tensor)];
    };
    const given = [toTensor(fixture.inputs), ...leaves.map(([, tensor]) => tensor)] as [Tensor, ...Tensor[]];

    const finalState = flattenTree(treeOf(fixture, fixture.weights, fixture.finalState, 'sum').state);
    const expected = [toTensor(fixture.outputs), ...finalState.map(([, tensor]) => tensor)];
    for (const [index, result] of run(given[0], given.slice(1)).entries()) {
      expectClose(`result ${index}`, result.dataSync(), (expected[index] as Tensor).dataSync(), 1e-6);
    }

    const stateWeights = flattenTree(treeOf(fixture, fixture.weights, fixture.cotangents, 'sum').state);
    const weights = [toTensor(fixture.cotangents.outputs), ...stateWeights.map(([, tensor]) => tensor)];
    const [inputsGradient, ...gradients] = grads((inputs, ...values) => weightedBy(run(inputs as Tensor, values), weights))(given) as [
      Tensor,
      ...Tensor[],
    ];
    expectClose('gradient of inputs', inputsGradient.dataSync(), fixture.gradients.inputs.values, 1e-5, 0);
    // Each bias of PyTorch's pair has the gradient of their sum.
    const truth = flattenTree(treeOf(fixture, fixture.gradients.weights, fixture.gradients.initialState, 'first'));
    for (const [index, [path, tensor]] of truth.entries()) {
      expectClose(`gradient of ${path}`, (gradients[index] as Tensor).dataSync(), tensor.dataSync(), 1e-5, 0);
    }
  });
});

function toTensor({ shape, values }: RecordedTensor): Tensor {
  return tensor([...values], [...shape]);
}

function withoutSequenceOp({ sequence: _, ...cell }: Cell): Cell {
  return cell;
}

const makers: Readonly<Record<RecurrentCell, (sizes: { inputSize: number; hiddenSize: number }) => Cell>> = {
  'rnn-tanh': (sizes) => rnn(sizes),
  'rnn-relu': (sizes) => rnn({ ...sizes, activation: 'relu' }),
  'rnn-sigmoid': (sizes) => rnn({ ...sizes, activation: 'sigmoid' }),
  lstm: (sizes) => lstm({ ...sizes, forgetBias: 0 }),
  'lstm-projection': (sizes) => lstm({ ...sizes, forgetBias: 0, projection: 3 }),
  gru: (sizes) => gru(sizes),
  'gru-reset-before': (sizes) => gru({ ...sizes, resetAfter: false }),
};

function layerOf(
  { cell, layers, bidirectional: both, inputSize, hiddenSize, outputSize }: RecurrentFixture,
  change: (cell: Cell) => Cell,
): SequenceLayer {
  return stack(
    Array.from({ length: layers }, (_, layer) => {
      const size = layer === 0 ? inputSize : (both ? 2 : 1) * outputSize;
      const make = (): Cell => change(makers[cell]({ inputSize: size, hiddenSize }));
      return both ? bidirectional({ forward: make(), backward: make() }) : recurrent(make());
    }),
  );
}

/** Recorded weights and states as the trees of a stack. PyTorch's two biases are one of ours, except where the reset comes after. */
function treeOf(
  fixture: RecurrentFixture,
  weights: Readonly<Record<string, RecordedTensor>>,
  states: RecordedState,
  biases: 'sum' | 'first',
): { readonly params: TensorTree; readonly state: TensorTree } {
  const { cell, layers, bidirectional: both } = fixture;
  const weight = (name: string): Tensor => toTensor(weights[name] as RecordedTensor);
  const paramsOf = (suffix: string): TensorTree => {
    const [bias, recurrentBias] = [weight(`bias_ih_${suffix}`), weight(`bias_hh_${suffix}`)];
    return {
      inputKernel: transpose(weight(`weight_ih_${suffix}`)),
      recurrentKernel: transpose(weight(`weight_hh_${suffix}`)),
      ...(cell === 'gru' ? { bias, recurrentBias } : { bias: biases === 'sum' ? add(bias, recurrentBias) : bias }),
      ...(cell === 'lstm-projection' && { projectionKernel: transpose(weight(`weight_hr_${suffix}`)) }),
    };
  };
  const stateOf = (index: number): TensorTree => {
    const part = (recorded: RecordedTensor): Tensor => squeeze(slice(toTensor(recorded) as Tensor3D, [index, 0, 0], [1, -1, -1]), [0]);
    return { h: part(states.h), ...(states.c && { c: part(states.c) }) };
  };
  const each = (make: (suffix: string, index: number) => TensorTree): TensorTree =>
    Object.fromEntries(
      Array.from({ length: layers }, (_, layer) => [
        String(layer),
        both ? { forward: make(`l${layer}`, 2 * layer), backward: make(`l${layer}_reverse`, 2 * layer + 1) } : make(`l${layer}`, layer),
      ]),
    );
  return { params: each((suffix) => paramsOf(suffix)), state: each((_, index) => stateOf(index)) };
}
