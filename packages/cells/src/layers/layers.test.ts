import { add, concat, div, memory, mul, type Rank, slice, type Tensor, type Tensor3D, tensor1d, zeros } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, flattenTree, ShapeError, useBackend } from '@tidegate/core';
import { expectClose, expectNoLeak, normalTensor } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { gru } from '../cells/gru.js';
import { lstm } from '../cells/lstm.js';
import { rnn } from '../cells/rnn.js';
import { scan } from '../scan/scan.js';
import { bidirectional, type MergeMode } from './bidirectional.js';
import { withDropout } from './dropout.js';
import { recurrent } from './recurrent.js';
import { stack } from './stack.js';

const random = createRandom(1);
const sizes = { inputSize: 3, hiddenSize: 4 };

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

function someInputs(): Tensor3D {
  return normalTensor<Rank.R3>(random.split('inputs'), [2, 5, 3]);
}

describe('recurrent', () => {
  it('is the scan of its cell, in its direction', () => {
    const cell = lstm(sizes);
    const params = cell.createParams(random);
    for (const reverse of [false, true]) {
      const { outputs } = recurrent(cell, { reverse }).run(params, someInputs());
      expectClose('outputs', outputs.dataSync(), scan(cell, params, someInputs(), { reverse }).outputs.dataSync(), 0);
    }
  });
});

describe('bidirectional', () => {
  const forward = gru(sizes);
  const backward = gru(sizes);
  const lengths = (): ReturnType<typeof tensor1d> => tensor1d([5, 2], 'int32');
  const mergers: Record<MergeMode, (a: Tensor, b: Tensor) => Tensor> = {
    concat: (a, b) => concat([a, b], 2),
    sum: (a, b) => add(a, b),
    average: (a, b) => div(add(a, b), 2),
    product: (a, b) => mul(a, b),
  };

  it.each(Object.keys(mergers) as MergeMode[])('merges the outputs of two independent scans: %s', (merge) => {
    const layer = bidirectional({ forward, backward, merge });
    const params = layer.createParams(random);
    const options = { lengths: lengths() };
    const { outputs, state } = layer.run(params, someInputs(), options);
    const ahead = scan(forward, params.forward, someInputs(), options);
    const back = scan(backward, params.backward, someInputs(), { ...options, reverse: true });
    expect(outputs.shape).toEqual([2, 5, layer.outputSize]);
    expectClose('outputs', outputs.dataSync(), mergers[merge](ahead.outputs, back.outputs).dataSync(), 1e-7);
    expectClose('forward state', state.forward.h.dataSync(), ahead.state.h.dataSync(), 0);
    expectClose('backward state', state.backward.h.dataSync(), back.state.h.dataSync(), 0);
  });

  it('keeps both apart on request', () => {
    const layer = bidirectional({ forward, backward });
    const params = layer.createParams(random);
    const both = layer.runBoth(params, someInputs());
    const merged = layer.run(params, someInputs()).outputs;
    expectClose('forward half', both.forward.outputs.dataSync(), slice(merged, [0, 0, 0], [-1, -1, 4]).dataSync(), 0);
    expectClose('backward half', both.backward.outputs.dataSync(), slice(merged, [0, 0, 4], [-1, -1, 4]).dataSync(), 0);
  });

  it('draws other weights for each direction', () => {
    const params = bidirectional({ forward, backward }).createParams(random);
    expect([...params.forward.inputKernel.dataSync()]).not.toEqual([...params.backward.inputKernel.dataSync()]);
  });

  it('starts from the state that it is given', () => {
    const layer = bidirectional({ forward, backward });
    const params = layer.createParams(random);
    const h = normalTensor<Rank.R2>(random.split('h'), [2, 4]);
    const moved = layer.run(params, someInputs(), { state: { forward: { h }, backward: { h } } }).outputs;
    const expected = scan(backward, params.backward, someInputs(), { state: { h }, reverse: true }).outputs;
    expectClose('backward half', slice(moved, [0, 0, 4], [-1, -1, 4]).dataSync(), expected.dataSync(), 0);
  });

  it('goes on, in its forward half, from the state that it returned', () => {
    const layer = bidirectional({ forward, backward });
    const params = layer.createParams(random);
    const whole = layer.runBoth(params, someInputs()).forward.outputs;
    const first = layer.run(params, slice(someInputs(), [0, 0, 0], [-1, 2, -1]));
    const { outputs } = layer.runBoth(params, slice(someInputs(), [0, 2, 0], [-1, 3, -1]), { state: first.state }).forward;
    expectClose('forward half', outputs.dataSync(), slice(whole, [0, 2, 0], [-1, 3, -1]).dataSync(), 1e-6);
  });

  it('keeps nothing when one direction fails', () => {
    const layer = bidirectional({ forward, backward });
    const params = layer.createParams(random);
    const inputs = someInputs();
    const state = { forward: { h: zeros<Rank.R2>([2, 4]) }, backward: { h: zeros<Rank.R2>([3, 4]) } };
    const before = memory().numTensors;
    expect(() => layer.runBoth(params, inputs, { state })).toThrow('state.h must have shape [2, 4], but has [3, 4]');
    expect(memory().numTensors).toBe(before);
  });

  it('refuses cells that do not fit each other', () => {
    expect(() => bidirectional({ forward, backward: gru({ inputSize: 2, hiddenSize: 4 }) })).toThrow(ShapeError);
    expect(() => bidirectional({ forward, backward: gru({ inputSize: 3, hiddenSize: 5 }), merge: 'sum' })).toThrow(ShapeError);
    expect(bidirectional({ forward, backward: gru({ inputSize: 3, hiddenSize: 5 }) }).outputSize).toBe(9);
  });
});

describe('stack', () => {
  const lower = recurrent(lstm(sizes));
  const upper = recurrent(rnn({ inputSize: 4, hiddenSize: 2 }));

  it('hands the outputs of each layer to the next, and keeps a state for each', () => {
    const layers = stack([lower, upper]);
    const params = layers.createParams(random);
    const lengths = tensor1d([1, 5], 'int32');
    const { outputs, state } = layers.run(params, someInputs(), { lengths });
    const below = lower.run(params['0'] as never, someInputs(), { lengths });
    const above = upper.run(params['1'] as never, below.outputs, { lengths });
    expectClose('outputs', outputs.dataSync(), above.outputs.dataSync(), 0);
    expect(flattenTree(state).map(([path]) => path)).toEqual(['0/h', '0/c', '1/h']);
  });

  it('goes on from the state that it returned', () => {
    const layers = stack([lower, upper]);
    const params = layers.createParams(random);
    const whole = layers.run(params, someInputs()).outputs;
    const first = layers.run(params, slice(someInputs(), [0, 0, 0], [-1, 2, -1]));
    const second = layers.run(params, slice(someInputs(), [0, 2, 0], [-1, 3, -1]), { state: first.state });
    expectClose('outputs', concat([first.outputs, second.outputs], 1).dataSync(), whole.dataSync(), 1e-6);
  });

  it('refuses a state in which a layer is missing', () => {
    const layers = stack([lower, upper]);
    const params = layers.createParams(random);
    const { state } = layers.run(params, someInputs());
    expect(() => layers.run(params, someInputs(), { state: { '0': state['0'] as never } })).toThrow(
      'stack: state must be a state with the part 1, but is [0]',
    );
  });

  it('refuses no layers, and layers that do not fit', () => {
    expect(() => stack([])).toThrow('stack: layers must be a list of at least one layer');
    expect(() => stack([upper, lower])).toThrow(ShapeError);
  });
});

describe('withDropout', () => {
  const plain = recurrent(rnn(sizes));
  const params = () => plain.createParams(random);
  const run = (training: boolean, step: number): Float32Array =>
    withDropout(plain, 0.5)
      .run(params(), someInputs(), { context: { training, random: random.split('step', step) } })
      .outputs.dataSync() as Float32Array;

  it('drops and scales in training only', () => {
    const full = plain.run(params(), someInputs()).outputs.dataSync();
    expectClose('outputs', run(false, 1), full, 0);
    const dropped = run(true, 1);
    expect(dropped.some((value) => value === 0)).toBe(true);
    dropped.forEach((value, i) => {
      if (value !== 0) expect(value).toBeCloseTo(2 * (full[i] as number), 5);
    });
  });

  it('takes the same mask for the same step and another for another', () => {
    expect([...run(true, 1)]).toEqual([...run(true, 1)]);
    expect([...run(true, 1)]).not.toEqual([...run(true, 2)]);
  });

  it('gives each layer of a stack a mask of its own', () => {
    const layers = stack([plain, recurrent(rnn({ inputSize: 4, hiddenSize: 4 }))].map((layer) => withDropout(layer, 0.5)));
    const context = { training: true, random };
    const { outputs } = layers.run(layers.createParams(random), someInputs(), { context });
    const lower = withDropout(plain, 0.5).run(params(), someInputs(), { context: { training: true, random: random.split(0) } }).outputs;
    const zeros = (tensor: Tensor): boolean[] => [...tensor.dataSync()].map((value) => value === 0);
    expect(zeros(outputs)).not.toEqual(zeros(lower));
  });

  it('asks for the context that it needs', () => {
    expect(() => withDropout(plain, 0.5).run(params(), someInputs())).toThrow('options.context');
    expect(() => withDropout(plain, 1)).toThrow('rate must be a finite number from 0 to below 1, but is 1');
  });
});

it('layers leave only their results behind', () => {
  const layers = stack([
    withDropout(bidirectional({ forward: lstm(sizes), backward: lstm(sizes) }), 0.2),
    recurrent(gru({ inputSize: 8, hiddenSize: 2 })),
  ]);
  const params = layers.createParams(random);
  const inputs = someInputs();
  expectNoLeak(() => {
    const { outputs, state } = layers.run(params, inputs, { context: { training: true, random } });
    return [outputs, ...flattenTree(state).map(([, tensor]) => tensor)];
  });
});
