import { slice, squeeze, type Tensor, type Tensor3D, tensor, tensor1d } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { type Cell, createRandom, type SequenceLayer, ShapeError, type TensorTree, useBackend } from '@tidegate/core';
import { type FixtureName, fixtureNames, loadFixture, type RecordedTensor, type RecurrentFixture } from '@tidegate/fixtures';
import { expectClose } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { gru } from '../cells/gru.js';
import { lstm } from '../cells/lstm.js';
import { rnn } from '../cells/rnn.js';
import { bidirectional } from '../layers/bidirectional.js';
import { recurrent } from '../layers/recurrent.js';
import { stack } from '../layers/stack.js';
import { drawWeights, expectSameWeights } from '../testing/layout-case.js';
import { type PytorchLayoutOptions, pytorchLayout } from './pytorch.js';
import { combineLayouts, type LayoutCell, type WeightLayout } from './weight-layout.js';
import { toTensors, type Weights } from './weights.js';

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

/** A forget bias of ours that PyTorch's weights do not know of. */
const forgetBias = 0.75;
const cells: Readonly<Record<string, (sizes: { inputSize: number; hiddenSize: number }) => Cell>> = {
  'rnn-tanh': rnn,
  'rnn-relu': (sizes) => rnn({ ...sizes, activation: 'relu' }),
  lstm: (sizes) => lstm({ ...sizes, forgetBias }),
  'lstm-projection': (sizes) => lstm({ ...sizes, forgetBias, projection: 3 }),
  gru,
};
const names: readonly FixtureName[] = fixtureNames.filter((name) => loadFixture(name).cell in cells);

function layoutCell({ cell }: RecurrentFixture): LayoutCell {
  if (cell.startsWith('lstm')) return { cell: 'lstm', forgetBias };
  return { cell: cell === 'gru' ? 'gru' : 'rnn' };
}

/** A stack of as many layers as the fixture has, and where each cell of it has its weights. */
function networkOf(fixture: RecurrentFixture): { readonly network: SequenceLayer; readonly layout: WeightLayout } {
  const layouts: Record<string, WeightLayout> = {};
  const layers = Array.from({ length: fixture.layers }, (_, layer): SequenceLayer => {
    const inputSize = layer === 0 ? fixture.inputSize : (fixture.bidirectional ? 2 : 1) * fixture.outputSize;
    const make = () => (cells[fixture.cell] as (sizes: object) => Cell)({ inputSize, hiddenSize: fixture.hiddenSize });
    const options = { ...layoutCell(fixture), layer };
    if (!fixture.bidirectional) {
      layouts[String(layer)] = pytorchLayout(options);
      return recurrent(make());
    }
    layouts[`${layer}/forward`] = pytorchLayout(options);
    layouts[`${layer}/backward`] = pytorchLayout({ ...options, reverse: true });
    return bidirectional({ forward: make(), backward: make() });
  });
  return { network: stack(layers), layout: combineLayouts(layouts) };
}

const toTensor = ({ shape, values }: RecordedTensor): Tensor => tensor([...values], [...shape]);

function recordedWeights({ weights }: RecurrentFixture): Weights {
  return Object.fromEntries(Object.entries(weights).map(([name, { shape, values }]) => [name, { shape, data: Float32Array.from(values) }]));
}

/** The recorded initial state as the tree of the network: PyTorch counts layer by layer, forward first. */
function stateOf({ initialState, layers, bidirectional: both }: RecurrentFixture): TensorTree {
  const part = (recorded: RecordedTensor, row: number): Tensor =>
    squeeze(slice(toTensor(recorded) as Tensor3D, [row, 0, 0], [1, -1, -1]), [0]);
  const at = (row: number): TensorTree => ({ h: part(initialState.h, row), ...(initialState.c && { c: part(initialState.c, row) }) });
  return Object.fromEntries(
    Array.from({ length: layers }, (_, layer) => [
      String(layer),
      both ? { forward: at(2 * layer), backward: at(2 * layer + 1) } : at(layer),
    ]),
  );
}

describe.each(names)('PyTorch weights of %s', (name) => {
  const fixture = loadFixture(name);
  const { network, layout } = networkOf(fixture);

  it('give in our cells the outputs that PyTorch recorded', () => {
    const params = toTensors<TensorTree>(layout.read(recordedWeights(fixture)));
    const lengths = fixture.lengths && tensor1d([...fixture.lengths], 'int32');
    const { outputs } = network.run(params, toTensor(fixture.inputs) as Tensor3D, { state: stateOf(fixture), ...(lengths && { lengths }) });
    expectClose('outputs', outputs.dataSync(), fixture.outputs.values, 1e-6);
  });

  it('are the same once read and written, but for how two biases share their sum', () => {
    const weights = recordedWeights(fixture);
    const written = layout.write(layout.read(weights));
    expect(Object.keys(written).sort()).toEqual(Object.keys(weights).sort());
    for (const [key, { data }] of Object.entries(weights)) {
      if (key.startsWith('weight') || fixture.cell === 'gru') {
        expectClose(key, written[key]?.data ?? [], data, 0);
      } else if (key.startsWith('bias_ih')) {
        const other = key.replace('bias_ih', 'bias_hh');
        const sum = (of: Weights): number[] => [...(of[key]?.data ?? [])].map((value, i) => value + (of[other]?.data[i] as number));
        expectClose(key, sum(written), sum(weights), 1e-7);
      }
    }
  });
});

describe('pytorchLayout', () => {
  const random = createRandom(42);
  const lstmShapes = { inputKernel: [2, 12], recurrentKernel: [3, 12], bias: [12] };
  const cases: readonly [string, PytorchLayoutOptions, Record<string, number[]>][] = [
    ['rnn', { cell: 'rnn' }, { inputKernel: [2, 3], recurrentKernel: [3, 3], bias: [3] }],
    ['rnn without bias', { cell: 'rnn' }, { inputKernel: [2, 3], recurrentKernel: [3, 3] }],
    ['lstm', { cell: 'lstm' }, lstmShapes],
    [
      'lstm, projection',
      { cell: 'lstm', forgetBias: 0.3 },
      { inputKernel: [2, 12], recurrentKernel: [2, 12], bias: [12], projectionKernel: [3, 2] },
    ],
    ['gru', { cell: 'gru' }, { inputKernel: [2, 9], recurrentKernel: [3, 9], bias: [9], recurrentBias: [9] }],
    ['gru without bias', { cell: 'gru' }, { inputKernel: [2, 9], recurrentKernel: [3, 9] }],
  ];

  it.each(cases)('gives ours back to the bit once written and read: %s', (_, options, shapes) => {
    const params = drawWeights(shapes, random);
    const layout = pytorchLayout({ ...options, layer: 2, reverse: true, prefix: 'encoder.' });
    const written = layout.write(params);
    expect(Object.keys(written)[0]).toBe('encoder.weight_ih_l2_reverse');
    expectSameWeights(layout.read(written), params);
  });

  it('finds room for a forget bias where there is no other', () => {
    const { bias: _, ...shapes } = lstmShapes;
    const layout = pytorchLayout({ cell: 'lstm', forgetBias: 2 });
    const written = layout.write(drawWeights(shapes, random));
    expect([...(written.bias_hh_l0?.data ?? [])]).toEqual([0, 0, 0, 2, 2, 2, 0, 0, 0, 0, 0, 0]);
    const { bias_ih_l0: _ih, bias_hh_l0: _hh, ...weights } = written;
    expect([...(layout.read(weights).bias?.data ?? [])]).toEqual([0, 0, 0, -2, -2, -2, 0, 0, 0, 0, 0, 0]);
  });

  it('refuses what PyTorch has not, and what does not fit', () => {
    expect(() => pytorchLayout({ cell: 'gru', resetAfter: false })).toThrow(
      "resetAfter must be true: PyTorch's GRU resets after the product",
    );
    expect(() => pytorchLayout({ cell: 'rnn', layer: -1 })).toThrow('layer must be a whole number');
    const { write, read } = pytorchLayout({ cell: 'lstm' });
    const params = drawWeights({ ...lstmShapes, inputPeephole: [3] }, random);
    expect(() => write(params)).toThrow('params must be among inputKernel, recurrentKernel, bias, projectionKernel, for which');
    expect(() => write(drawWeights({ ...lstmShapes, bias: [9] }, random))).toThrow('bias must have shape [12], but has [9]');
    expect(() => write(drawWeights({ ...lstmShapes, inputKernel: [2, 9] }, random))).toThrow(ShapeError);
    const gruWrite = pytorchLayout({ cell: 'gru' }).write;
    const single = { inputKernel: [2, 9], recurrentKernel: [3, 9] };
    expect(() => gruWrite(drawWeights({ ...single, bias: [9] }, random))).toThrow('named arrays with recurrentBias');
    expect(() => gruWrite(drawWeights({ ...single, recurrentBias: [9] }, random))).toThrow('named arrays with bias');
    expect(() => read({})).toThrow('pytorchLayout: weights must be named arrays with weight_ih_l0, but is []');
  });
});
