import {
  add,
  mul,
  ones,
  pad,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
  tanh,
  tensor1d,
  tensor2d,
  tensor3d,
  zeros,
} from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { type Cell, createRandom, ShapeError, useBackend } from '@tidegate/core';
import { testCell } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { gru } from '../cells/gru.js';
import { rnn } from '../cells/rnn.js';
import { scan } from './scan.js';

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

type LeakyState = { readonly mean: { readonly value: Tensor2D } };

/** A cell without weights of its own, without a sequence op, and with a nested state: `m' = decay m + tanh(x)`. */
function leakyMean(inputSize: number): Cell<{ readonly decay: Tensor2D }, LeakyState> {
  return {
    name: 'leakyMean',
    inputSize,
    hiddenSize: inputSize,
    createParams: (random) => ({ decay: tensor2d(random.uniform(inputSize), [1, inputSize]) }),
    createState: (batch) => ({ mean: { value: zeros([batch, inputSize]) } }),
    projectInput: (_, inputs) => tanh(inputs),
    step: ({ decay }, { mean }, projected) => ({ mean: { value: add(mul(mean.value, decay), projected) } }),
    output: ({ mean }) => mean.value,
  };
}

// The suite asks for sizes 3 and 4; this cell has one size, so an input of 3 is widened first.
testCell('leakyMean', (inputSize, hiddenSize) => ({
  ...(leakyMean(hiddenSize) as unknown as Cell),
  inputSize,
  projectInput: (_params, inputs: Tensor2D) =>
    pad(tanh(inputs), [
      [0, 0],
      [0, hiddenSize - inputSize],
    ]),
}));

describe('scan', () => {
  const cell = leakyMean(1);
  const params = (): { decay: Tensor2D } => ({ decay: tensor2d([[0.5]]) });
  const inputs = (): Tensor3D => zeros([2, 3, 1]);

  it('visits 3 of 3 and 1 of 3 steps as the contract draws them', () => {
    const values = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6];
    const given = tensor3d(values.map(Math.atanh), [2, 3, 1]);
    const lengths = tensor1d([3, 1], 'int32');
    const forward = scan(cell, params(), given, { lengths });
    const expectOutputs = (tensor: Tensor3D, expected: readonly number[]): void => {
      tensor.dataSync().forEach((value, i) => {
        expect(value).toBeCloseTo(expected[i] as number, 6);
      });
    };
    expectOutputs(forward.outputs, [0.1, 0.25, 0.425, 0.4, 0, 0]);
    const reverse = scan(cell, params(), given, { lengths, reverse: true });
    expectOutputs(reverse.outputs, [0.275, 0.35, 0.3, 0.4, 0, 0]);
    const state = reverse.state.mean.value.dataSync();
    expect(state[0]).toBeCloseTo(0.275, 6);
    expect(state[1]).toBeCloseTo(0.4, 6);
  });

  it('says which shape is wrong, and what it should be', () => {
    const other = rnn({ inputSize: 8, hiddenSize: 2 });
    const weights = other.createParams(createRandom(0));
    expect(() => scan(other, weights, zeros([2, 5, 7]))).toThrow('scan(rnn): inputs must have shape [batch, time, 8], but has [2, 5, 7]');
    expect(() => scan(other, weights, zeros([2, 0, 8]))).toThrow(ShapeError);
    expect(() => scan(cell, params(), inputs(), { lengths: tensor1d([1], 'int32') })).toThrow('lengths must have shape [2], but has [1]');
    expect(() => scan(other, rnn({ inputSize: 8, hiddenSize: 3 }).createParams(createRandom(0)), zeros([2, 5, 8]))).toThrow(
      'scan(rnn): outputs must have shape [2, 5, 2], but has [2, 5, 3]',
    );
    expect(() => scan(other, { ...weights, bias: zeros([3]) as Tensor1D }, zeros([2, 5, 8]))).toThrow(
      'RnnSequence: bias must have shape [2], but has [3]',
    );
    expect(() => scan(gru({ inputSize: 8, hiddenSize: 2 }), weights, zeros([2, 5, 8]))).toThrow('inputKernel must have shape [8, 6]');
    expect(() => scan(other, weights, zeros([2, 5, 8]), { state: {} as { h: Tensor2D } })).toThrow(
      'state must be a state with h, but is []',
    );
    expect(() => scan(other, weights, zeros([2, 5, 8]), { state: { h: zeros([3, 2]) } })).toThrow(
      'state.h must have shape [2, 2], but has [3, 2]',
    );
  });
});

it('a GRU that resets before the product has no second bias, on no path', () => {
  const cell = gru({ inputSize: 1, hiddenSize: 2, resetAfter: false });
  const params = cell.createParams(createRandom(0));
  const recurrentBias: Tensor1D = ones([6]);
  const stray = { ...params, recurrentBias };
  const inputs: Tensor3D = ones([1, 3, 1]);
  for (const form of [cell, { ...cell, sequence: undefined } as unknown as typeof cell]) {
    expect([...scan(form, stray, inputs).outputs.dataSync()]).toEqual([...scan(form, params, inputs).outputs.dataSync()]);
  }
});
