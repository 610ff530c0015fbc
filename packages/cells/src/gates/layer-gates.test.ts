import { memory, type Rank, slice, type Tensor3D, tensor1d, tidy, tile } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, type TensorTree, useBackend } from '@tidegate/core';
import { expectClose, expectNoLeak, normalTensor } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { gru } from '../cells/gru.js';
import { lstm } from '../cells/lstm.js';
import { rnn } from '../cells/rnn.js';
import { bidirectional } from '../layers/bidirectional.js';
import { withDropout } from '../layers/dropout.js';
import { withLayerNormalization } from '../layers/layer-normalization.js';
import { withLearnedState } from '../layers/learned-state.js';
import { recurrent } from '../layers/recurrent.js';
import { withResidual } from '../layers/residual.js';
import { stack } from '../layers/stack.js';
import { noisyParams } from '../testing/vectors.js';
import { cellGates } from './cell-gates.js';
import { collectGates } from './collect-gates.js';
import { layerGates } from './layer-gates.js';

const random = createRandom(43);
const inputs = (): Tensor3D => normalTensor<Rank.R3>(random.split('inputs'), [2, 5, 4]);
const lengths = () => tensor1d([5, 3], 'int32');
const both = () => bidirectional({ forward: lstm({ inputSize: 4, hiddenSize: 2 }), backward: lstm({ inputSize: 4, hiddenSize: 2 }) });
const top = () => gru({ inputSize: 4, hiddenSize: 3 });

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

describe('layerGates', () => {
  it('of a deep network stand by their layer and direction, those of each cell by itself', () => {
    const layer = stack([both(), recurrent(top(), { reverse: true })]);
    const params = noisyParams(layer, random) as { readonly [index: string]: TensorTree };
    const gates = layerGates(layer, params, inputs(), { lengths: lengths() });
    const ofLstm = ['input', 'forget', 'candidate', 'output', 'cell', 'hidden'];
    expect(Object.keys(gates)).toEqual([
      ...ofLstm.map((gate) => `0/forward/${gate}`),
      ...ofLstm.map((gate) => `0/backward/${gate}`),
      ...['reset', 'update', 'candidate', 'hidden'].map((gate) => `1/${gate}`),
    ]);
    const { outputs } = both().run(params[0] as never, inputs(), { lengths: lengths() });
    const alone = cellGates(top(), params[1] as never, outputs, { lengths: lengths(), reverse: true });
    for (const [gate, values] of Object.entries(alone)) expectClose(gate, gates[`1/${gate}`]?.dataSync() ?? [], values.dataSync(), 1e-6);
    expectClose('forward', gates['0/forward/hidden']?.dataSync() ?? [], slice(outputs, [0, 0, 0], [2, 5, 2]).dataSync(), 1e-6);
    expectClose('backward', gates['0/backward/hidden']?.dataSync() ?? [], slice(outputs, [0, 0, 2], [2, 5, 2]).dataSync(), 1e-6);
  });

  it('are those of what is wrapped', () => {
    const wrapped = withDropout(withResidual(withLayerNormalization(withLearnedState(both()))), { input: 0.3, output: 0.3, state: 0.3 });
    const params = noisyParams(wrapped, random);
    const { layer, initialState } = params.layer;
    const { forward, backward } = initialState;
    const repeat = (state: typeof forward) => ({ h: tile(state.h, [2, 1]), c: tile(state.c, [2, 1]) });
    const plain = layerGates(both(), layer, inputs(), {
      lengths: lengths(),
      state: { forward: repeat(forward), backward: repeat(backward) },
    });
    const gates = layerGates(wrapped, params, inputs(), { lengths: lengths() });
    expect(Object.keys(gates)).toEqual(Object.keys(plain));
    for (const [path, values] of Object.entries(plain)) expectClose(path, gates[path]?.dataSync() ?? [], values.dataSync(), 1e-6);
  });

  it('belong to the caller, and to a tidy around it', () => {
    const layer = stack([both(), recurrent(top())]);
    const params = noisyParams(layer, random);
    const given = inputs();
    expectNoLeak(() => Object.values(layerGates(layer, params, given)));
    const before = memory().numTensors;
    tidy(() => void layerGates(layer, params, given));
    expect(memory().numTensors).toBe(before);
  });

  it('are those of training where the context says so', () => {
    const layer = withDropout(recurrent(rnn({ inputSize: 4, hiddenSize: 3 })), { state: 0.5 });
    const params = noisyParams(layer, random);
    const gathered = (training: boolean) =>
      collectGates('test', (watchGates) => layer.run(params, inputs(), { context: { training, random, watchGates } })).hidden?.dataSync();
    const outputs = layer.run(params, inputs(), { context: { training: true, random } }).outputs.dataSync();
    expectClose('hidden', gathered(true) ?? [], outputs, 1e-6);
    expect(gathered(false)).not.toEqual(outputs);
  });

  it('of two parts of one path, or of nobody, are refused without a trace', () => {
    const one = recurrent(rnn({ inputSize: 4, hiddenSize: 4 }));
    const params = noisyParams(one, random);
    const given = inputs();
    const twice: typeof one = {
      ...one,
      run(...run) {
        one.run(...run);
        return one.run(...run);
      },
    };
    expectNoLeak(() => {
      expect(() => layerGates(twice, params, given)).toThrow(
        'layerGates: two recurrences tell of hidden; hand each part of a layer its own path',
      );
      expect(() => collectGates('mine', () => undefined)).toThrow(
        'mine: nothing has told of its gates; ask what runs cells with a gates method',
      );
      return [];
    });
  });
});
