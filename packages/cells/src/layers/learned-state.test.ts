import { grad, type Rank, sum, type Tensor, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, flattenTree, useBackend } from '@tidegate/core';
import { expectClose, normalTensor } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { lstm } from '../cells/lstm.js';
import { rnn } from '../cells/rnn.js';
import { bidirectional } from './bidirectional.js';
import { withLearnedState } from './learned-state.js';
import { recurrent } from './recurrent.js';

const random = createRandom(24);

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

describe('withLearnedState', () => {
  const plain = recurrent(lstm({ inputSize: 3, hiddenSize: 2 }));
  const layer = withLearnedState(plain);
  const inputs = () => normalTensor<Rank.R3>(random.split('inputs'), [2, 3, 3]);
  const learned = () => ({ h: tensor2d([[0.3, -0.2]]), c: tensor2d([[1, 0.5]]) });
  const twice = (row: Tensor2D): Tensor2D => tensor2d([...row.dataSync(), ...row.dataSync()], [2, 2]);

  it('starts every sequence from the state that it has learned, at first zeros', () => {
    const params = layer.createParams(random);
    const given = { h: twice(learned().h), c: twice(learned().c) };
    const outputs = layer.run({ ...params, initialState: learned() }, inputs()).outputs;
    expect([...outputs.dataSync()]).toEqual([...plain.run(params.layer, inputs(), { state: given }).outputs.dataSync()]);
    expect([...layer.run(params, inputs()).outputs.dataSync()]).toEqual([...plain.run(params.layer, inputs()).outputs.dataSync()]);
  });

  it('starts from a state that is given instead', () => {
    const params = { ...layer.createParams(random), initialState: learned() };
    const state = plain.createState(2);
    const outputs = layer.run(params, inputs(), { state }).outputs;
    expect([...outputs.dataSync()]).toEqual([...plain.run(params.layer, inputs()).outputs.dataSync()]);
  });

  it('sums the gradients of all sequences', () => {
    const params = layer.createParams(random);
    const lossOf = (h: Tensor): Tensor => sum(layer.run({ ...params, initialState: { ...learned(), h: h as Tensor2D } }, inputs()).outputs);
    const [first, second, third, fourth] = grad((h) =>
      sum(plain.run(params.layer, inputs(), { state: { h: h as Tensor2D, c: twice(learned().c) } }).outputs),
    )(twice(learned().h)).dataSync() as Float32Array;
    const expected = [(first as number) + (third as number), (second as number) + (fourth as number)];
    expectClose('gradient', grad(lossOf)(learned().h).dataSync(), expected, 1e-6);
  });

  it('learns a state for each direction', () => {
    const cell = rnn({ inputSize: 3, hiddenSize: 2 });
    const { initialState } = withLearnedState(bidirectional({ forward: cell, backward: cell })).createParams(random);
    expect(flattenTree(initialState).map(([path, { shape }]) => [path, shape])).toEqual([
      ['forward/h', [1, 2]],
      ['backward/h', [1, 2]],
    ]);
  });
});
