import {
  dispose,
  grads,
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
import { createRandom, runningBackend, useBackend } from '@tidegate/core';
import { type PooledConvolutionsInputs, pooledConvolutions } from '@tidegate/ops';
import { expectClose, normalTensor } from '@tidegate/testing';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createWebgpuBackend } from '../adapter.js';

interface Case {
  readonly what: string;
  readonly batch: number;
  readonly time: number;
  readonly channels: number;
  /** Width and filters of each kernel. */
  readonly sizes: readonly (readonly [number, number])[];
  readonly lengths?: readonly number[];
}

interface Results {
  readonly pooled: Float32Array;
  /** Of inputs, kernels and biases. */
  readonly gradients: readonly Float32Array[];
}

const backend = createWebgpuBackend({ software: true });
const cases: readonly Case[] = [
  { what: 'one of everything', batch: 1, time: 1, channels: 1, sizes: [[1, 1]] },
  { what: 'no sequences', batch: 0, time: 3, channels: 2, sizes: [[2, 3]] },
  { what: 'no steps', batch: 2, time: 0, channels: 2, sizes: [[2, 3]] },
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
    what: 'more channels and filters than one tile',
    batch: 3,
    time: 11,
    channels: 130,
    sizes: [
      [2, 130],
      [1, 65],
      [7, 3],
    ],
    lengths: [11, 3, 8],
  },
  {
    what: 'long sequences, in slices',
    batch: 6,
    time: 211,
    channels: 19,
    sizes: [
      [4, 17],
      [3, 8],
      [1, 5],
    ],
    lengths: [211, 97, 200, 0, 3, 64],
  },
];

afterAll(() => removeBackend('webgpu'));

describe.each(cases)('pooled convolutions: $what', (shape) => {
  it('give what plain loops give, each time the same bits', async () => {
    await useBackend([cpuBackend]);
    const truth = await run(shape);
    await useBackend([backend]);
    const found = await run(shape);
    expectClose('pooled', found.pooled, truth.pooled, 1e-5, 1e-3);
    truth.gradients.forEach((gradient, index) => {
      expectClose(`gradient ${index}`, found.gradients[index] ?? [], gradient, 1e-5, 1e-3);
    });
    expect(await run(shape)).toEqual(found);
  });
});

describe('pooled convolutions', () => {
  const random = createRandom(5);

  beforeEach(async () => {
    await useBackend([backend]);
  });

  it('are two dispatches, and two more backwards, for any number of widths', async () => {
    const given = makeInputs(cases[4] as Case);
    const before = runningBackend().dispatches ?? 0;
    const { pooled } = pooledConvolutions(given);
    expect((runningBackend().dispatches ?? 0) - before).toBe(2);
    const backward = grads((...tensors: Tensor[]) => pooledOf(given, tensors))(tensorsOf(given), pooled);
    expect(backward.length).toBe(9);
    expect((runningBackend().dispatches ?? 0) - before).toBe(6);
  });

  it('read no padding, whatever stands there', async () => {
    const kernels = [1, 3, 4, 7].map((width) => normalTensor<Rank.R3>(random.split(width), [width, 5, 9]));
    const biases = kernels.map(() => normalTensor<Rank.R1>(random.split('bias'), [9]));
    const values = random.split('inputs').normal(2 * 12 * 5);
    const lengths = [8, 3];
    const paddedWith = (padding: number): Promise<Results> => {
      const isPadding = (place: number): boolean => Math.floor(place / 5) % 12 >= (lengths[Math.floor(place / 60)] as number);
      const inputs = tensor3d(
        values.map((value, place) => (isPadding(place) ? padding : value)),
        [2, 12, 5],
      );
      return differentiate({ inputs, kernels, biases, lengths: tensor1d(lengths, 'int32') });
    };
    const truth = await paddedWith(0);
    expect(await paddedWith(Number.NaN)).toEqual(truth);
    expect(await paddedWith(Number.POSITIVE_INFINITY)).toEqual(truth);
  });

  it('let nothing flow through activations of 0, and give exact zeros at padding', async () => {
    const kernels = [2, 4, 6].map((width) => normalTensor<Rank.R3>(random.split(width), [width, 3, 5]));
    const biasesOf = (value: number): Tensor1D[] => kernels.map(() => tensor1d([value, value, value, value, value]));
    const inputs = normalTensor<Rank.R3>(random.split('inputs'), [2, 10, 3]);
    const closed = await differentiate({ inputs, kernels, biases: biasesOf(-100) });
    expect([closed.pooled, ...closed.gradients].every((values) => values.every((value) => value === 0))).toBe(true);

    const { gradients } = await differentiate({ inputs, kernels, biases: biasesOf(100), lengths: tensor1d([7, 10], 'int32') });
    const first = [...(gradients[0] as Float32Array)].slice(0, 30);
    expect(first.slice(0, 21).every((value) => value !== 0)).toBe(true);
    expect(first.slice(21).every((value) => value === 0)).toBe(true);
  });
});

async function run(shape: Case): Promise<Results> {
  const inputs = makeInputs(shape);
  const results = await differentiate(inputs);
  dispose([...tensorsOf(inputs), ...(inputs.lengths ? [inputs.lengths] : [])]);
  return results;
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

function tensorsOf({ inputs, kernels, biases }: PooledConvolutionsInputs): Tensor[] {
  return [inputs, ...kernels, ...biases];
}

function pooledOf({ kernels, lengths }: PooledConvolutionsInputs, [inputs, ...weights]: readonly Tensor[]): Tensor {
  return pooledConvolutions({
    inputs: inputs as Tensor3D,
    kernels: weights.slice(0, kernels.length) as Tensor3D[],
    biases: weights.slice(kernels.length) as Tensor1D[],
    lengths,
  }).pooled;
}

async function differentiate(given: PooledConvolutionsInputs): Promise<Results> {
  const [pooled, ...gradients] = tidy(() => {
    const tensors = tensorsOf(given);
    const pooled = pooledOf(given, tensors);
    const gradient = normalTensor(createRandom(7), pooled.shape);
    return [pooled, ...grads((...inputs: Tensor[]) => pooledOf(given, inputs))(tensors, gradient)];
  });
  const read = async (tensor: Tensor): Promise<Float32Array> => (await tensor.data()).slice() as Float32Array;
  return { pooled: await read(pooled as Tensor), gradients: await Promise.all(gradients.map(read)) };
}
