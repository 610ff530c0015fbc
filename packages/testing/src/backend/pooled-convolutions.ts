import {
  grad,
  ones,
  type Rank,
  slice,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor3D,
  tensor1d,
  tensor3d,
  zeros,
} from '@tensorflow/tfjs-core';
import { createRandom } from '@tidegate/core';
import {
  composedPooledConvolutions,
  hasKernel,
  PooledConvolutions,
  PooledConvolutionsGradient,
  type PooledConvolutionsInputs,
  pooledConvolutions,
} from '@tidegate/ops';
import { describe, expect, it } from 'vitest';
import { expectAgreement } from '../compare/expect-agreement.js';
import { normalTensor } from '../compare/random-tensors.js';
import { read } from '../compare/read.js';
import type { Truth } from '../compare/truth.js';

interface Case {
  readonly batch: number;
  readonly time: number;
  readonly channels: number;
  /** Width and filters of each kernel. */
  readonly sizes: readonly (readonly [number, number])[];
  readonly lengths?: readonly number[];
}

const cases: readonly Case[] = [
  { batch: 1, time: 1, channels: 1, sizes: [[1, 1]] },
  { batch: 2, time: 3, channels: 5, sizes: [[4, 3]] },
  { batch: 3, time: 7, channels: 4, sizes: [[2, 8]], lengths: [7, 1, 0] },
  {
    batch: 4,
    time: 9,
    channels: 13,
    sizes: [
      [1, 5],
      [2, 7],
      [3, 3],
      [4, 6],
    ],
    lengths: [9, 4, 3, 1],
  },
  {
    batch: 5,
    time: 6,
    channels: 3,
    sizes: [
      [6, 2],
      [7, 2],
      [1, 33],
    ],
  },
  { batch: 2, time: 4, channels: 2, sizes: [[2, 3]], lengths: [0, 0] },
  {
    batch: 9,
    time: 17,
    channels: 33,
    sizes: [
      [1, 16],
      [4, 16],
    ],
    lengths: [17, 16, 3, 4, 5, 0, 17, 2, 9],
  },
];

type Tensors = readonly Tensor[];

/** Convolutions of several widths and both poolings, each sequence with its own length. */
export function testPooledConvolutions(truth: Truth = {}): void {
  describe('PooledConvolutions', () => {
    it('has its kernels', () => {
      expect([PooledConvolutions, PooledConvolutionsGradient].map(hasKernel)).toEqual([true, true]);
    });

    it.each(cases)(
      'agrees with the composed form: batch $batch, time $time, channels $channels, widths and filters $sizes, lengths $lengths',
      async ({ batch, time, channels, sizes, lengths }) => {
        const random = createRandom(22).split(batch, time, channels);
        const inputs = {
          inputs: normalTensor<Rank.R3>(random.split('inputs'), [batch, time, channels]),
          ...Object.fromEntries(
            sizes.map(([width, filters], index) => [`kernel${index}`, normalTensor(random.split(index), [width, channels, filters], 0.5)]),
          ),
          ...Object.fromEntries(
            sizes.map(([, filters], index) => [`bias${index}`, normalTensor(random.split('bias', index), [filters], 0.5)]),
          ),
        };
        const withForm =
          (form: typeof pooledConvolutions) =>
          ([given, ...weights]: Tensors): Tensors => {
            const call: PooledConvolutionsInputs = {
              inputs: given as Tensor3D,
              kernels: weights.slice(0, sizes.length) as Tensor3D[],
              biases: weights.slice(sizes.length) as Tensor1D[],
              ...(lengths && { lengths: tensor1d([...lengths], 'int32') }),
            };
            return [form(call).pooled];
          };
        await expectAgreement(
          { op: withForm(pooledConvolutions), composed: withForm(composedPooledConvolutions), inputs, random: random.split('weights') },
          truth,
        );
      },
    );

    it('lets nothing flow back to padding, nor through an activation of 0', async () => {
      const kernels = [normalTensor<Rank.R3>(createRandom(23), [2, 3, 4])];
      const given = { kernels, biases: [zeros<Rank.R1>([4])], lengths: tensor1d([3, 1], 'int32') };
      const inputs = normalTensor<Rank.R3>(createRandom(24), [2, 5, 3]);
      const gradientAt = (at: Tensor): Promise<Float32Array> =>
        read(grad((x: Tensor) => sum(pooledConvolutions({ ...given, inputs: x as Tensor3D }).pooled))(at));
      const gradient = await gradientAt(inputs);
      expect([...gradient.slice(9, 15), ...gradient.slice(15)].every((value) => value === 0)).toBe(true);
      expect(gradient.slice(0, 9).some((value) => value !== 0)).toBe(true);
      expect([...new Set(await gradientAt(zeros([2, 5, 3])))]).toEqual([0]);
    });

    it('gives the gradient of a maximum to the first window that has it', async () => {
      const given = { kernels: [ones<Rank.R3>([1, 1, 1])], biases: [zeros<Rank.R1>([1])] };
      const largest = (x: Tensor): Tensor => slice(pooledConvolutions({ ...given, inputs: x as Tensor3D }).pooled, [0, 1], [1, 1]);
      const gradient = grad((x: Tensor) => sum(largest(x)))(tensor3d([1, 2, 2, 1], [1, 4, 1]));
      expect([...(await read(gradient))]).toEqual([0, 1, 0, 0]);
    });
  });
}
