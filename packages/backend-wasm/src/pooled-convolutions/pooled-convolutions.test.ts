import {
  dispose,
  grads,
  memory,
  type Rank,
  removeBackend,
  type Tensor,
  type Tensor1D,
  type Tensor3D,
  tensor1d,
  tensor3d,
  tidy,
} from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, useBackend } from '@tidegate/core';
import { type PooledConvolutionsInputs, pooledConvolutions } from '@tidegate/ops';
import { expectClose, normalTensor, weightedSum } from '@tidegate/testing';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWasmBackend, type WasmBackendOptions } from '../adapter.js';

interface Case {
  readonly what: string;
  readonly batch: number;
  readonly time: number;
  readonly channels: number;
  /** Width and filters of each kernel. */
  readonly sizes: readonly (readonly [number, number])[];
  readonly lengths?: readonly number[];
}

const cases: readonly Case[] = [
  {
    what: 'widths with and without transforms',
    batch: 2,
    time: 23,
    channels: 5,
    sizes: [1, 2, 3, 4, 5, 6, 7, 13].map((width) => [width, 3] as const),
    lengths: [23, 12],
  },
  {
    what: 'one sequence, one channel',
    batch: 1,
    time: 9,
    channels: 1,
    sizes: [
      [3, 1],
      [4, 9],
    ],
  },
  {
    what: 'every length',
    batch: 13,
    time: 12,
    channels: 6,
    sizes: [
      [2, 4],
      [3, 5],
      [4, 8],
      [5, 2],
    ],
    lengths: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  },
  {
    what: 'shorter than every window',
    batch: 3,
    time: 3,
    channels: 7,
    sizes: [
      [4, 5],
      [8, 2],
    ],
  },
  {
    what: 'more channels and filters than one block',
    batch: 3,
    time: 11,
    channels: 330,
    sizes: [
      [2, 130],
      [1, 131],
      [7, 3],
    ],
    lengths: [11, 3, 8],
  },
  {
    what: 'more tiles than one block',
    batch: 3,
    time: 211,
    channels: 19,
    sizes: [
      [4, 17],
      [3, 8],
      [1, 5],
    ],
    lengths: [211, 97, 200],
  },
];

interface Results {
  readonly pooled: Float32Array;
  /** Of inputs, kernels and biases. */
  readonly gradients: readonly Float32Array[];
}

describe.each(cases)('pooled convolutions: $what', (shape) => {
  let truth: Results;

  beforeAll(async () => {
    await useBackend([cpuBackend]);
    truth = run(shape);
  });

  it.each(['simd', 'relaxed'] as const)('gives what plain loops give, with %s instructions', async (simd) => {
    const found = await runOnWasm(shape, { threads: 2, simd });
    expectClose('pooled', found.pooled, truth.pooled, 1e-5, 1e-3);
    truth.gradients.forEach((gradient, index) => {
      expectClose(`gradient ${index}`, found.gradients[index] ?? [], gradient, 1e-5, 1e-3);
    });
  });

  it('gives the same bits on any number of threads', async () => {
    const one = bitsOf(await runOnWasm(shape, { threads: 1 }));
    expect(bitsOf(await runOnWasm(shape, { threads: 2 })).equals(one)).toBe(true);
    expect(bitsOf(await runOnWasm(shape, { threads: 3 })).equals(one)).toBe(true);
  });
});

describe('pooled convolutions', () => {
  const random = createRandom(5);

  beforeEach(async () => {
    await useBackend([createWasmBackend({ threads: 2 })]);
  });

  afterEach(() => removeBackend('wasm'));

  it('reads no padding, whatever stands there', () => {
    const kernels = [1, 3, 4, 7].map((width) => normalTensor<Rank.R3>(random.split(width), [width, 5, 9]));
    const biases = kernels.map(() => normalTensor<Rank.R1>(random.split('bias'), [9]));
    const values = normalTensor<Rank.R3>(random.split('inputs'), [2, 12, 5]).arraySync();
    const lengths = [8, 3];
    const paddedWith = (padding: number): Results => {
      const inputs = tensor3d(
        values.map((steps, row) => steps.map((step, at) => (at < (lengths[row] ?? 0) ? step : step.map(() => padding)))),
      );
      return differentiate({ inputs, kernels, biases, lengths: tensor1d(lengths, 'int32') });
    };
    expect(paddedWith(Number.NaN)).toEqual(paddedWith(0));
    expect(paddedWith(Number.POSITIVE_INFINITY)).toEqual(paddedWith(0));
  });

  it('lets nothing flow through activations of 0, and gives exact zeros at padding', () => {
    const kernels = [2, 4, 6].map((width) => normalTensor<Rank.R3>(random.split(width), [width, 3, 5]));
    const below = kernels.map(() => tensor1d([-100, -100, -100, -100, -100]));
    const inputs = normalTensor<Rank.R3>(random.split('inputs'), [2, 10, 3]);
    const closed = differentiate({ inputs, kernels, biases: below });
    expect([closed.pooled, ...closed.gradients].every((values) => values.every((value) => value === 0))).toBe(true);

    const open = kernels.map(() => tensor1d([100, 100, 100, 100, 100]));
    const [inputsGradient] = differentiate({ inputs, kernels, biases: open, lengths: tensor1d([7, 10], 'int32') }).gradients;
    const first = [...(inputsGradient as Float32Array)].slice(0, 30);
    expect(first.slice(0, 21).every((value) => value !== 0)).toBe(true);
    expect(first.slice(21).every((value) => value === 0)).toBe(true);
  });

  it('gives all memory back', () => {
    const given = makeInputs(cases[4] as Case);
    differentiate(given);
    const before = { tensors: memory().numTensors, bytes: memory().numBytes };
    for (let index = 0; index < 3; index++) differentiate(given);
    expect({ tensors: memory().numTensors, bytes: memory().numBytes }).toEqual(before);
  });
});

async function runOnWasm(shape: Case, options: WasmBackendOptions): Promise<Results> {
  await useBackend([createWasmBackend(options)]);
  try {
    return run(shape);
  } finally {
    removeBackend('wasm');
  }
}

function bitsOf({ pooled, gradients }: Results): Buffer {
  return Buffer.concat([pooled, ...gradients].map(({ buffer }) => Buffer.from(buffer)));
}

function run(shape: Case): Results {
  const inputs = makeInputs(shape);
  try {
    return differentiate(inputs);
  } finally {
    dispose([inputs.inputs, ...inputs.kernels, ...inputs.biases, ...(inputs.lengths ? [inputs.lengths] : [])]);
  }
}

function makeInputs({ batch, time, channels, sizes, lengths }: Case): PooledConvolutionsInputs {
  const random = createRandom(31).split(batch, time, channels);
  return {
    inputs: normalTensor<Rank.R3>(random.split('inputs'), [batch, time, channels]),
    kernels: sizes.map(([width, filters], index) =>
      normalTensor<Rank.R3>(random.split(index), [width, channels, filters], 1 / Math.sqrt(width * channels)),
    ),
    biases: sizes.map(([, filters], index) => normalTensor<Rank.R1>(random.split('bias', index), [filters], 0.5)),
    ...(lengths && { lengths: tensor1d([...lengths], 'int32') }),
  };
}

function differentiate({ inputs, kernels, biases, ...rest }: PooledConvolutionsInputs): Results {
  const pool = ([given, ...weights]: Tensor[]) =>
    pooledConvolutions({
      inputs: given as Tensor3D,
      kernels: weights.slice(0, kernels.length) as Tensor3D[],
      biases: weights.slice(kernels.length) as Tensor1D[],
      ...rest,
    }).pooled;
  return tidy(() => {
    const given = [inputs, ...kernels, ...biases];
    return {
      pooled: valuesOf(pool(given)),
      gradients: grads((...tensors: Tensor[]) => weightedSum([pool(tensors)], createRandom(7)))(given).map(valuesOf),
    };
  });
}

function valuesOf(tensor: Tensor): Float32Array {
  return tensor.dataSync().slice() as Float32Array;
}
