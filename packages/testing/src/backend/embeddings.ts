import { memory, type Rank, type Tensor, type Tensor2D, tensor, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { ArgumentError, type BackendAdapter, createRandom } from '@tidegate/core';
import { composedEmbedding, Embedding, EmbeddingGradient, embedding, hasKernel } from '@tidegate/ops';
import { describe, expect, it } from 'vitest';
import { expectAgreement } from '../compare/expect-agreement.js';
import { normalTensor, sizeOf } from '../compare/random-tensors.js';

const cases = [
  { rows: 1, size: 1, ids: [1] },
  { rows: 5, size: 3, ids: [7] },
  { rows: 13, size: 33, ids: [3, 5] },
  { rows: 300, size: 16, ids: [4, 9] },
  { rows: 7, size: 4, ids: [2, 3, 5] },
  { rows: 4, size: 5, ids: [] },
];

/** Lookups, and the sum of what arrives for each row. */
export function testEmbeddings(oracle?: BackendAdapter): void {
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
      await expectAgreement({ op: withForm(embedding), composed: withForm(composedEmbedding), inputs, random }, oracle);
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
