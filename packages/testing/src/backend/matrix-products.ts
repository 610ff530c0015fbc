import type { Rank, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { createRandom } from '@tidegate/core';
import { composedMatrixProduct, hasKernel, MatrixProduct, matrixProduct } from '@tidegate/ops';
import { describe, expect, it } from 'vitest';
import { expectAgreement } from '../compare/expect-agreement.js';
import { normalTensor } from '../compare/random-tensors.js';
import type { Truth } from '../compare/truth.js';

const sizes = [
  [1, 1, 1],
  [4, 4, 4],
  [3, 5, 7],
  [8, 1, 4],
  [1, 33, 2],
  [13, 20, 18],
  [5, 33, 13],
  [33, 7, 5],
  [17, 1, 1],
  [2, 3, 129],
  [65, 64, 67],
] as const;
const cases = sizes.flatMap(([rows, inner, columns]) =>
  [false, true].flatMap((transposeLeft) =>
    [false, true].map((transposeRight) => ({ rows, inner, columns, transposeLeft, transposeRight })),
  ),
);

/** Products at odd shapes, with either factor transposed, with and without a bias. */
export function testMatrixProducts(truth: Truth = {}): void {
  describe('MatrixProduct', () => {
    it('has a kernel', () => {
      expect(hasKernel(MatrixProduct)).toBe(true);
    });

    it.each(cases)(
      'agrees with the composed form: $rows x $inner x $columns, transposed $transposeLeft, $transposeRight',
      async (shape) => {
        const { rows, inner, columns, ...attributes } = shape;
        const random = createRandom(3).split(rows, inner, columns);
        const inputs = {
          left: normalTensor<Rank.R2>(random.split('left'), attributes.transposeLeft ? [inner, rows] : [rows, inner]),
          right: normalTensor<Rank.R2>(random.split('right'), attributes.transposeRight ? [columns, inner] : [inner, columns]),
          bias: normalTensor<Rank.R1>(random.split('bias'), [columns]),
        };
        const withForm =
          (form: typeof composedMatrixProduct) =>
          ([left, right, bias]: readonly unknown[]) => [
            form({ left: left as Tensor2D, right: right as Tensor2D, bias: bias as Tensor1D }, attributes),
          ];
        const withoutBias =
          (form: typeof composedMatrixProduct) =>
          ([left, right]: readonly unknown[]) => [form({ left: left as Tensor2D, right: right as Tensor2D }, attributes)];
        const { bias: _, ...factors } = inputs;
        for (const [make, given] of [
          [withForm, inputs],
          [withoutBias, factors],
        ] as const) {
          await expectAgreement({ op: make(matrixProduct), composed: make(composedMatrixProduct), inputs: given, random }, truth);
        }
      },
    );

    it.each([
      { left: [3, 5, 7], right: [7, 4], transposeLeft: false, transposeRight: false, shape: [3, 5, 4] },
      { left: [3, 5, 7], right: [2, 3, 7], transposeLeft: false, transposeRight: true, shape: [3, 5, 6] },
      { left: [3, 5, 7], right: [3, 5, 9], transposeLeft: true, transposeRight: false, shape: [7, 9] },
      { left: [2, 2, 3, 5], right: [12, 9], transposeLeft: true, transposeRight: false, shape: [5, 9] },
    ])('counts leading axes as rows: $left x $right', async ({ left, right, shape, ...attributes }) => {
      const random = createRandom(4).split(...left);
      const inputs = { left: normalTensor(random.split('left'), left), right: normalTensor(random.split('right'), right) };
      expect(matrixProduct(inputs, attributes).shape).toEqual(shape);
      const make =
        (form: typeof composedMatrixProduct) =>
        ([left, right]: readonly Tensor[]) => [form({ left: left as Tensor, right: right as Tensor }, attributes)];
      await expectAgreement({ op: make(matrixProduct), composed: make(composedMatrixProduct), inputs, random }, truth);
    });
  });
}
