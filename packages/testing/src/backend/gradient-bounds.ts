import { type Scalar, type Tensor, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { ArgumentError } from '@tidegate/core';
import {
  AddL2,
  addL2,
  ClipByGlobalNorm,
  clipByGlobalNorm,
  composedAddL2,
  composedClipByGlobalNorm,
  composedL2Penalty,
  hasKernel,
  L2Penalty,
  l2Penalty,
} from '@tidegate/ops';
import { describe, expect, it } from 'vitest';
import { expectSameLists, type TensorLists } from '../compare/expect-same-lists.js';
import { read, readAll } from '../compare/read.js';
import type { Truth } from '../compare/truth.js';
import { matrixShapes, parameterList, parameterShapes, sparseList } from './parameter-lists.js';

/** What is done to gradients before the update: clipping and the L2 penalty. */
export function testGradientBounds(truth: Truth = {}): void {
  it('has kernels for clipping and the L2 penalty', () => {
    expect([ClipByGlobalNorm, L2Penalty, AddL2].map(hasKernel)).toEqual([true, true, true]);
  });

  describe('ClipByGlobalNorm', () => {
    it.each([0.5, 100, 1e6])('agrees with the composed form, limit %d', async (limit) => {
      const withForm =
        (form: typeof clipByGlobalNorm) =>
        ({ gradients }: TensorLists): TensorLists => ({ gradients: form(gradients as Tensor[], { limit }) });
      const make = (): TensorLists => ({ gradients: parameterList('gradient') });
      await expectSameLists({ make, op: withForm(clipByGlobalNorm), composed: withForm(composedClipByGlobalNorm) }, truth);
    });

    it('leaves gradients within the limit as they are, bit for bit, and hides no gradient that is not a number', async () => {
      const gradients = [tensor1d([3, 0.1]), tensor1d([4])];
      const numbers = async (limit: number, given = gradients): Promise<number[][]> =>
        (await readAll(clipByGlobalNorm(given, { limit }))).map((values) => [...values]);
      expect(await numbers(6)).toEqual([[3, Math.fround(0.1)], [4]]);
      expect(await numbers(1e-3, [tensor1d([0, 0])])).toEqual([[0, 0]]);
      expect(await numbers(1, [tensor1d([1]), tensor1d([Number.NaN])])).toEqual([[Number.NaN], [Number.NaN]]);
    });
  });

  describe('L2Penalty', () => {
    const coefficients = parameterShapes.map((_, index) => (index % 2 === 0 ? 0.01 * (index + 1) : 0));

    it('agrees with the composed form', async () => {
      const withForm =
        (form: (parameters: readonly Tensor[], attributes: { coefficients: number[] }) => Scalar) =>
        ({ parameters }: TensorLists): TensorLists => ({ penalty: [form(parameters as Tensor[], { coefficients })] });
      const make = (): TensorLists => ({ parameters: parameterList('parameter') });
      await expectSameLists({ make, op: withForm(l2Penalty), composed: withForm(composedL2Penalty) }, truth);
    });

    it('is half of the squares', async () => {
      const parameters = [tensor1d([1, 2]), tensor2d([[3]])];
      expect([...(await read(l2Penalty(parameters, { coefficients: [2, 4] })))]).toEqual([23]);
      expect([...(await read(l2Penalty(parameters, { coefficients: [2, 0] })))]).toEqual([5]);
      expect(() => l2Penalty(parameters, { coefficients: [1] })).toThrow(ArgumentError);
    });
  });

  describe('AddL2', () => {
    const dense = (): TensorLists => ({ parameters: parameterList('parameter'), gradients: parameterList('gradient') });
    const sparse = (): TensorLists => ({
      parameters: parameterList('parameter', matrixShapes),
      gradients: sparseList('gradient', matrixShapes),
    });
    const l2 = parameterShapes.map((_, index) => (index % 3 === 1 ? 0 : 0.1 * (index + 1)));

    it.each([
      { what: 'all rows', make: dense, attributes: { l2 } },
      { what: 'touched rows only', make: sparse, attributes: { l2: [0.1, 0, 0.2, 0.3], touchedRowsOnly: [true, true, true, false] } },
    ])('agrees with the composed form, $what', async ({ make, attributes }) => {
      const withForm =
        (form: typeof addL2) =>
        (tensors: TensorLists): TensorLists => ({ gradients: form(tensors as unknown as Parameters<typeof addL2>[0], attributes) });
      await expectSameLists({ make, op: withForm(addL2), composed: withForm(composedAddL2) }, truth);
    });
  });
}
