import { cpuBackend } from '@tidegate/backend-cpu';
import {
  bidirectional,
  fromPytorchStateDict,
  gru,
  type LayoutCell,
  lstm,
  readWeights,
  recurrent,
  rnn,
  stack,
  toPytorchStateDict,
  type Weights,
} from '@tidegate/cells';
import { type Cell, createRandom, type SequenceLayer, useBackend } from '@tidegate/core';
import { pytorch, readModule, recordedModules, runInPytorch } from '@tidegate/fixtures/node';
import { expectClose } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { outputsOf } from '../testing/outputs-of.js';
import { decodeSafetensors } from './decode.js';
import { encodeSafetensors } from './encode.js';
import { readFloats, writeFloats } from './floats.js';

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

const [inputSize, hiddenSize, projection] = [3, 4, 2];

interface Network {
  readonly layers: number;
  readonly both: boolean;
  readonly useBias: boolean;
}
interface Kind {
  readonly create: (sizes: { readonly inputSize: number; readonly hiddenSize: number; readonly useBias: boolean }) => Cell;
  readonly layout: LayoutCell;
  /** The class in `torch.nn`, and what it is given beside the sizes. */
  readonly module: string;
  readonly options?: Readonly<Record<string, unknown>>;
}

const kinds: Readonly<Record<string, Kind>> = {
  'rnn-tanh': { create: rnn, layout: { cell: 'rnn' }, module: 'RNN' },
  'rnn-relu': {
    create: (sizes) => rnn({ ...sizes, activation: 'relu' }),
    layout: { cell: 'rnn' },
    module: 'RNN',
    options: { nonlinearity: 'relu' },
  },
  lstm: { create: lstm, layout: { cell: 'lstm' }, module: 'LSTM' },
  'lstm-projection': {
    create: (sizes) => lstm({ ...sizes, projection, forgetBias: 0 }),
    layout: { cell: 'lstm', forgetBias: 0 },
    module: 'LSTM',
    options: { proj_size: projection },
  },
  gru: { create: gru, layout: { cell: 'gru' }, module: 'GRU' },
};
const networks = [1, 2, 3].flatMap((layers) =>
  [false, true].flatMap((both) => [true, false].map((useBias): Network => ({ layers, both, useBias }))),
);

function createLayer({ create }: Kind, { layers, both, useBias }: Network): SequenceLayer {
  let width = inputSize;
  return stack(
    Array.from({ length: layers }, () => {
      const cell = () => create({ inputSize: width, hiddenSize, useBias });
      const layer: SequenceLayer = both ? bidirectional({ forward: cell(), backward: cell() }) : recurrent(cell());
      width = layer.outputSize;
      return layer;
    }),
  );
}

/** Weights of the layer's shapes, with biases that are not zero. */
async function drawParams(layer: SequenceLayer, seed: string): Promise<Weights> {
  const random = createRandom(7).split(seed);
  const shapes = Object.entries(await readWeights(layer.createParams(random)));
  return Object.fromEntries(
    shapes.map(([name, { shape, data }]) => [name, { shape, data: random.split(name).normal(data.length, 0, 0.5) }]),
  );
}

/** A file with the options that PyTorch's class needs. */
function fileOf({ module, options }: Kind, { layers, both }: Network, stateDict: Weights): Uint8Array {
  const bias = 'bias_ih_l0' in stateDict;
  const sizes = { input_size: inputSize, hidden_size: hiddenSize, num_layers: layers, bidirectional: both, bias };
  return encodeSafetensors(writeFloats(stateDict), { module, options: JSON.stringify({ ...sizes, ...options }) });
}

function expectFromPytorch(files: Readonly<Record<string, Uint8Array>>, expected: Readonly<Record<string, ArrayLike<number>>>): void {
  const { shape, values } = recordedModules.inputs;
  const inputs = encodeSafetensors(writeFloats({ inputs: { shape, data: Float32Array.from(values) } }));
  const found = runInPytorch({ ...files, inputs });
  expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
  for (const [name, outputs] of Object.entries(expected)) expectClose(name, found[name] ?? [], outputs, 1e-6);
}

describe.skipIf(pytorch.missing)(`in PyTorch${pytorch.reason}`, { timeout: 120_000 }, () => {
  it('networks of ours give their outputs: each cell, 1 to 3 layers, one direction and both, with biases and without', async () => {
    const files: Record<string, Uint8Array> = {};
    const expected: Record<string, ArrayLike<number>> = {};
    for (const [kindName, kind] of Object.entries(kinds)) {
      for (const network of networks) {
        const name = `${kindName} ${Object.values(network).join(' ')}`;
        const layer = createLayer(kind, network);
        const params = await drawParams(layer, name);
        files[name] = fileOf(kind, network, toPytorchStateDict(params, kind.layout));
        expected[name] = outputsOf(layer, params);
      }
    }
    expect(Object.keys(files)).toHaveLength(60);
    expectFromPytorch(files, expected);
  });

  it('its own modules, read and written, give what they gave', () => {
    const files: Record<string, Uint8Array> = {};
    const expected: Record<string, ArrayLike<number>> = {};
    for (const [kindName, kind] of Object.entries(kinds)) {
      const name = `${kindName}-3-both`;
      const { params } = fromPytorchStateDict(readFloats(decodeSafetensors(readModule(name)).tensors));
      files[name] = fileOf(kind, { layers: 3, both: true, useBias: true }, toPytorchStateDict(params, { cell: kind.layout.cell }));
      expected[name] = recordedModules.outputs[name]?.values ?? [];
    }
    expectFromPytorch(files, expected);
  });
});
