import type { Rank, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { createRandom } from '@tidegate/core';
import { composedMatrixProduct, hasKernel, MatrixProduct, matrixProduct } from '@tidegate/ops';
import { describe, expect, it } from 'vitest';
import { expectNoLeak } from '../compare/expect-no-leak.js';
import { expectSameFunction } from '../compare/expect-same-function.js';
import { normalTensor } from '../compare/random-tensors.js';

const sizes = [
  [1, 1, 1],
  [4, 4, 4],
  [3, 5, 7],
  [8, 1, 4],
  [1, 33, 2],
  [13, 20, 18],
] as const;
const cases = sizes.flatMap(([rows, inner, columns]) =>
  [false, true].flatMap((transposeLeft) =>
    [false, true].map((transposeRight) => ({ rows, inner, columns, transposeLeft, transposeRight })),
  ),
);

export function testMatrixProducts(): void {
  describe('MatrixProduct', () => {
    it('has a kernel', () => {
      expect(hasKernel(MatrixProduct)).toBe(true);
    });

    it.each(cases)('agrees with the composed form: $rows x $inner x $columns, transposed $transposeLeft, $transposeRight', (shape) => {
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
      expectSameFunction(withForm(matrixProduct), withForm(composedMatrixProduct), inputs, random.split('weights'));
      expectNoLeak(() => withForm(matrixProduct)(Object.values(inputs)));
    });
  });
}
