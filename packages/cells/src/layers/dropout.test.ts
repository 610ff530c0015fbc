import {
  eye,
  memory,
  ones,
  type Rank,
  slice,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
  tensor1d,
  tensor2d,
  zeros,
} from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { type Cell, createRandom, type ForwardContext, type ScanOptions, type SequenceLayer, useBackend } from '@tidegate/core';
import { expectClose, normalTensor } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { gru } from '../cells/gru.js';
import { lstm } from '../cells/lstm.js';
import { rnn } from '../cells/rnn.js';
import { leavesOf, stepsOf, vectorOf } from '../testing/vectors.js';
import { bidirectional } from './bidirectional.js';
import { type DropoutOptions, withDropout } from './dropout.js';
import { recurrent } from './recurrent.js';
import { stack } from './stack.js';

const random = createRandom(21);
const training: ForwardContext = { training: true, random };
const evaluation: ForwardContext = { ...training, training: false };
const size = 50;
const steps = 4;

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

/** `h' = x`, or `h' = h` with `memory`: what comes out shows the masks themselves. */
function transparent(remembers: boolean): { layer: SequenceLayer; params: { inputKernel: Tensor2D; recurrentKernel: Tensor2D } } {
  const layer = recurrent(rnn({ inputSize: size, hiddenSize: size, useBias: false, activation: 'linear' })) as unknown as SequenceLayer;
  const nothing: Tensor2D = zeros([size, size]);
  return { layer, params: { inputKernel: remembers ? nothing : eye(size), recurrentKernel: remembers ? eye(size) : nothing } };
}

function outputsOf(options: DropoutOptions, remembers = false, context = training): readonly (readonly number[])[] {
  const { layer, params } = transparent(remembers);
  const state = { h: ones<Rank.R2>([1, size]) };
  return stepsOf(withDropout(layer, options).run(params, ones([1, steps, size]), { context, state }).outputs);
}

const share = (values: readonly number[], value: number): number => values.filter((other) => other === value).length / values.length;

describe.each(['input', 'output'] as const)('dropout of %s', (what) => {
  it('draws a mask for each step', () => {
    const masks = outputsOf({ [what]: 0.5 });
    expect(new Set(masks.flat())).toEqual(new Set([0, 2]));
    expect(new Set(masks.map(String)).size).toBe(steps);
    expect(share(masks.flat(), 0)).toBeCloseTo(0.5, 0);
  });

  it('draws one mask for all steps', () => {
    const masks = outputsOf({ [what]: 0.2, mask: 'sequence' });
    expect(new Set(masks.flat())).toEqual(new Set([0, 1.25]));
    expect(new Set(masks.map(String)).size).toBe(1);
  });

  it('drops nothing while the network is not trained', () => {
    expect(new Set(outputsOf({ [what]: 0.5 }, false, evaluation).flat())).toEqual(new Set([1]));
  });
});

describe('dropout of the state', () => {
  it('drops what the recurrent product reads, anew at each step', () => {
    const states = outputsOf({ state: 0.5 }, true);
    states.forEach((values, step) => {
      expect([...new Set(values)].sort()).toEqual([0, 2 ** (step + 1)]);
      expect(share(values, 0)).toBeGreaterThan(1 - 0.8 ** (step + 1));
    });
    expect(share(states.at(-1) ?? [], 0)).toBeGreaterThan(share(states[0] ?? [], 0));
  });

  it('drops the same elements at all steps of a sequence', () => {
    const states = outputsOf({ state: 0.5, mask: 'sequence' }, true);
    states.forEach((values, step) => {
      expect(new Set(values)).toEqual(new Set([0, 2 ** (step + 1)]));
      expect(values.map((value) => value === 0)).toEqual(states[0]?.map((value) => value === 0));
    });
  });

  it('leaves what an LSTM and a GRU keep', () => {
    const [shut, open] = [-60, 60];
    const inputs: Tensor3D = zeros([1, 30, 1]);
    const bias = (gates: readonly number[]): Tensor1D => tensor1d(gates.flatMap((value) => new Array(size).fill(value)));
    const kernels = (gates: number) => ({
      inputKernel: zeros<Rank.R2>([1, gates * size]),
      recurrentKernel: zeros<Rank.R2>([size, gates * size]),
    });
    const sizes = { inputSize: 1, hiddenSize: size };
    const kept = withDropout(recurrent(lstm(sizes)), { state: 0.5 });
    const start = { h: ones<Rank.R2>([1, size]), c: ones<Rank.R2>([1, size]) };
    const { state } = kept.run({ ...kernels(4), bias: bias([shut, open, 0, open]) }, inputs, { context: training, state: start });
    expectClose('c', state.c.dataSync(), new Array(size).fill(1), 1e-6);
    const unit = withDropout(recurrent(gru(sizes)), { state: 0.5 });
    const after = unit.run({ ...kernels(3), bias: bias([0, open, 0]) }, inputs, { context: training, state: { h: start.h } }).state;
    expectClose('h', after.h.dataSync(), new Array(size).fill(1), 1e-6);
  });

  it('is the plain layer, bit for bit, while the network is not trained', () => {
    const plain = recurrent(gru({ inputSize: 3, hiddenSize: 4 }));
    const params = plain.createParams(random);
    const inputs = normalTensor<Rank.R3>(random.split('inputs'), [2, 5, 3]);
    const { outputs } = withDropout(plain, { state: 0.5 }).run(params, inputs, { context: evaluation });
    expect([...outputs.dataSync()]).toEqual([...plain.run(params, inputs).outputs.dataSync()]);
  });

  it('gives each layer and each direction masks of its own', () => {
    const { layer, params } = transparent(true);
    const cell = rnn({ inputSize: size, hiddenSize: size, useBias: false, activation: 'linear' });
    const both = bidirectional({ forward: cell, backward: cell });
    const h: Tensor2D = ones([1, size]);
    const { state } = withDropout(both, { state: 0.5, mask: 'sequence' }).run({ forward: params, backward: params }, zeros([1, 1, size]), {
      context: training,
      state: { forward: { h }, backward: { h } },
    });
    expect([...state.forward.h.dataSync()]).not.toEqual([...state.backward.h.dataSync()]);
    const two = withDropout(stack([layer, layer]), { state: 0.5, mask: 'sequence' });
    const given = { '0': { h }, '1': { h } };
    const after = two.run({ '0': params, '1': params }, zeros([1, 1, size]), { context: training, state: given }).state;
    const [lower, upper] = leavesOf(after).map(vectorOf);
    expect(lower).not.toEqual(upper);
  });

  it('lets the wrapper that is nearest to a recurrence say how much', () => {
    const seen: ScanOptions['stateDropout'][] = [];
    const { layer, params } = transparent(true);
    const spy: SequenceLayer = {
      ...layer,
      run(weights, inputs, options) {
        seen.push(options?.stateDropout);
        return layer.run(weights, inputs, options);
      },
    };
    const nested = withDropout(stack([withDropout(spy, { state: 0.1, mask: 'sequence' }), withDropout(spy, 0.3)]), { state: 0.2 });
    nested.run({ '0': params, '1': params }, zeros([1, 1, size]), { context: training });
    expect(seen).toEqual([
      { rate: 0.1, mask: 'sequence' },
      { rate: 0.2, mask: 'step' },
    ]);
  });

  it('refuses a cell that does not let its state go, and keeps nothing', () => {
    const { recurrentParts: _, ...cell } = gru({ inputSize: 3, hiddenSize: 4 });
    const layer = withDropout(recurrent(cell as Cell), { state: 0.5 });
    const params = layer.createParams(random);
    const inputs: Tensor3D = zeros([1, 2, 3]);
    const before = memory().numTensors;
    expect(() => layer.run(params, inputs, { context: training })).toThrow('scan(gru): stateDropout must be absent: the cell names no');
    expect(memory().numTensors).toBe(before);
  });
});

describe('dropout of some rows of a batch', () => {
  const layers = {
    both: bidirectional({ forward: lstm({ inputSize: 3, hiddenSize: 2 }), backward: gru({ inputSize: 3, hiddenSize: 2 }) }),
    stack: stack([recurrent(gru({ inputSize: 3, hiddenSize: 3 })), recurrent(lstm({ inputSize: 3, hiddenSize: 2, projection: 4 }))]),
  };
  const masks = ['step', 'sequence'] as const;
  const kinds = ['input', 'output', 'state'] as const;

  it.each(
    Object.entries(layers).flatMap(([name, layer]) => masks.flatMap((mask) => kinds.map((kind) => [kind, mask, name, layer] as const))),
  )('is that of the whole batch: %s, one mask a %s, %s', (kind, mask, _, plain) => {
    const layer = withDropout(plain as unknown as SequenceLayer, { [kind]: 0.5, mask });
    const params = layer.createParams(random);
    const inputs = normalTensor<Rank.R3>(random.split('inputs'), [5, steps, 3]);
    const lengths = tensor1d([4, 2, 3, 4, 1], 'int32');
    const run = (first: number, rows: number, firstRow: number): number[] => {
      const context = { training: true, random: random.forRowsFrom(firstRow) };
      const part = { context, lengths: slice(lengths, first, rows) };
      const { outputs, state } = layer.run(params, slice(inputs, first, rows), part);
      return [outputs, ...leavesOf(state)].flatMap((tensor) => [...slice(tensor, [rows - 2], [2]).dataSync()]);
    };
    const lastRows = run(0, 5, 0);
    expectClose('last rows', run(2, 3, 2), lastRows, 1e-6);
    expect(run(2, 3, 0)).not.toEqual(lastRows);
  });
});

describe('withDropout', () => {
  it('takes the same masks for the same random numbers, and others for others', () => {
    const all = { input: 0.3, output: 0.3, state: 0.3 };
    expect(outputsOf(all)).toEqual(outputsOf(all));
    expect(outputsOf(all)).not.toEqual(outputsOf(all, false, { ...training, random: random.split('next') }));
  });

  it('is the layer itself where nothing is dropped', () => {
    const layer = recurrent(rnn({ inputSize: 1, hiddenSize: 1 }));
    expect(withDropout(layer, {})).toBe(layer);
    expect(withDropout(layer, { input: 0, output: 0, state: 0, mask: 'sequence' })).toBe(layer);
  });

  it('drops the rows that tokens name', () => {
    const { layer, params } = transparent(false);
    const tokens = { table: ones<Rank.R2>([3, size]), ids: tensor2d([[0, 1, 2, 0]], [1, 4], 'int32') };
    const { outputs } = withDropout(layer, { input: 0.5 }).run(params, tokens, { context: training });
    expect(stepsOf(outputs)).toEqual(outputsOf({ input: 0.5 }));
  });

  it('refuses rates and masks that do not exist', () => {
    const layer = recurrent(rnn({ inputSize: 1, hiddenSize: 1 }));
    expect(() => withDropout(layer, { input: 1 })).toThrow('withDropout: input must be a finite number from 0 to below 1, but is 1');
    expect(() => withDropout(layer, { state: -0.1 })).toThrow('withDropout: state');
    expect(() => withDropout(layer, { output: 0.1, mask: 'time' as never })).toThrow('mask must be one of step, sequence, but is "time"');
  });
});
