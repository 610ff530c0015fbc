import {
  add,
  clone,
  grad,
  memory,
  mul,
  type Rank,
  reshape,
  square,
  sum,
  type Tensor,
  type Tensor2D,
  tensor,
  tensor1d,
  tensor2d,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { ArgumentError, createRandom } from '@tidegate/core';
import {
  adamUpdate,
  addL2,
  clipByGlobalNorm,
  composedEmbedding,
  Embedding,
  EmbeddingGradient,
  embedding,
  hasKernel,
  type UpdateAttributes,
} from '@tidegate/ops';
import { describe, expect, it } from 'vitest';
import { expectAgreement } from '../compare/expect-agreement.js';
import { expectClose } from '../compare/expect-close.js';
import { normalTensor, sizeOf } from '../compare/random-tensors.js';
import { read, take } from '../compare/read.js';
import type { Truth } from '../compare/truth.js';

const cases = [
  { rows: 1, size: 1, ids: [1] },
  { rows: 5, size: 3, ids: [7] },
  { rows: 13, size: 33, ids: [3, 5] },
  { rows: 300, size: 16, ids: [4, 9] },
  { rows: 7, size: 4, ids: [2, 3, 5] },
  { rows: 4, size: 5, ids: [] },
];

/** Lookups, and the sum of what arrives for each row. */
export function testEmbeddings(truth: Truth = {}): void {
  describe('Embedding', () => {
    it('has its kernels', () => {
      expect([Embedding, EmbeddingGradient].map(hasKernel)).toEqual([true, true]);
    });

    it.each(cases)('agrees with the composed form: $rows rows of $size, ids of shape $ids', async ({ rows, size, ids: shape }) => {
      const random = createRandom(21).split(rows, size, ...shape);
      const values = Int32Array.from(random.split('ids').integers(sizeOf(shape), rows));
      const withForm =
        (form: typeof embedding) =>
        ([table]: readonly Tensor[]) => [form({ table: table as Tensor2D, ids: tensor(values, shape, 'int32') })];
      const inputs = { table: normalTensor<Rank.R2>(random.split('table'), [rows, size]) };
      await expectAgreement({ op: withForm(embedding), composed: withForm(composedEmbedding), inputs, random }, truth);
    });

    it('has a gradient that goes through sums, clipping, the penalty and the updates as a dense one does', async () => {
      const random = createRandom(26);
      const table = normalTensor<Rank.R2>(random.split('table'), [50, 9]);
      const weights = normalTensor<Rank.R3>(random.split('weights'), [3, 4, 9]);
      const ids = tensor(Int32Array.from(random.split('ids').integers(12, 50)), [3, 4], 'int32');
      const others = tensor1d([0, 7, 7], 'int32');
      const once = grad((x: Tensor) => sum(mul(embedding({ table: x as Tensor2D, ids }), weights)));
      const twice = grad((x: Tensor) =>
        add(sum(mul(embedding({ table: x as Tensor2D, ids }), weights)), sum(square(embedding({ table: x as Tensor2D, ids: others })))),
      );
      const attributes = { learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0, step: 1 };
      for (const gradientOf of [once, twice]) {
        const dense = tensor(await read(gradientOf(table)), [50, 9]);
        const results = (make: () => Tensor): Promise<Float32Array[]> => {
          const update = (gradient: Tensor, more: UpdateAttributes): Tensor[] => {
            const moments = { firstMoments: [zerosLike(table)], secondMoments: [zerosLike(table)] };
            return adamUpdate({ parameters: [table], gradients: [gradient], ...moments }, { ...attributes, ...more }).parameters;
          };
          return take([
            ...update(make(), {}),
            ...update(make(), { l2: [0.1] }),
            ...update(make(), { l2: [0.1], touchedRowsOnly: [true] }),
            ...clipByGlobalNorm([make()], { limit: 0.5 }),
            ...update(clipByGlobalNorm([make()], { limit: 1 })[0] as Tensor, { touchedRowsOnly: [true] }),
            ...addL2({ parameters: [table], gradients: [make()] }, { l2: [0.1] }),
            ...addL2({ parameters: [table], gradients: [make()] }, { l2: [0.1], touchedRowsOnly: [true] }),
            clone(make()),
            mul(make(), 2),
            reshape(make(), [9, 50]),
          ]);
        };
        const expected = await results(() => dense);
        for (const [index, values] of (await results(() => gradientOf(table))).entries()) {
          expectClose(`result ${index}`, values, expected[index] ?? [], 1e-6);
        }
      }
    });

    it('names an id without a row, and its place, and leaves nothing behind', () => {
      const table = tensor2d([[1], [2]]);
      const ids = [
        tensor1d([0, 2], 'int32'),
        tensor2d(
          [
            [0, 1, 1],
            [1, -1, 0],
          ],
          [2, 3],
          'int32',
        ),
      ] as const;
      const before = memory();
      expect(() => embedding({ table, ids: ids[0] })).toThrow(ArgumentError);
      expect(() => embedding({ table, ids: ids[0] })).toThrow('embedding: ids[1] must be a row of the table, from 0 to 1, but is 2');
      expect(() => embedding({ table, ids: ids[1] })).toThrow('embedding: ids[1, 1] must be a row of the table, from 0 to 1, but is -1');
      expect(memory().numTensors).toBe(before.numTensors);
      expect(memory().numDataBuffers).toBe(before.numDataBuffers);
    });
  });
}
