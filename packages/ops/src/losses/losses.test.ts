import '@tensorflow/tfjs-backend-cpu';
import '@tidegate/tfjs-gradients';
import { grad, type Scalar, setBackend, type Tensor, tensor, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { ArgumentError, createRandom, ShapeError } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LossOptions } from './loss-options.js';
import { sigmoidCrossEntropy } from './sigmoid-cross-entropy.js';
import { softmaxCrossEntropy } from './softmax-cross-entropy.js';
import { squaredError } from './squared-error.js';

const value = (loss: Scalar): number => loss.dataSync()[0] as number;

beforeAll(async () => {
  await setBackend('cpu');
});

describe('squaredError', () => {
  it('is the mean of the squares', () => {
    expect(value(squaredError(tensor1d([1, 2]), tensor1d([1, 5])))).toBe(4.5);
  });

  it('sums on request', () => {
    expect(value(squaredError(tensor1d([1, 2, 0]), tensor1d([1, 5, 1]), { reduction: 'sum' }))).toBe(10);
  });
});

describe('sigmoidCrossEntropy', () => {
  it('is log 2 where the network has no opinion', () => {
    expect(value(sigmoidCrossEntropy(tensor1d([0, 0]), tensor1d([0, 1])))).toBeCloseTo(Math.LN2, 6);
  });

  it('has a gradient of p - t, at a logit of 0 too', () => {
    const gradient = grad((x) => sigmoidCrossEntropy(x, tensor1d([0, 1, 0.25, 1]), { reduction: 'sum' }))(tensor1d([0, 0, 0, Math.log(3)]));
    [0.5, -0.5, 0.25, -0.25].forEach((expected, i) => {
      expect(gradient.dataSync()[i]).toBeCloseTo(expected, 6);
    });
  });

  it('stays finite and exact at logits of any size', () => {
    const logits = tensor1d([1000, -1000, 1000, -1000]);
    expect(value(sigmoidCrossEntropy(logits, tensor1d([1, 0, 1, 0])))).toBe(0);
    expect(value(sigmoidCrossEntropy(logits, tensor1d([0, 1, 0, 1])))).toBe(1000);
    expect([...grad((x) => sigmoidCrossEntropy(x, tensor1d([0, 1, 1, 0]), { reduction: 'sum' }))(logits).dataSync()]).toEqual([
      1, -1, 0, 0,
    ]);
  });
});

describe('softmaxCrossEntropy', () => {
  it('is log classes where the network has no opinion', () => {
    expect(value(softmaxCrossEntropy(tensor2d([[3, 3, 3, 3]]), tensor1d([2], 'int32')))).toBeCloseTo(Math.log(4), 6);
  });

  it('is -log of the share of the right class', () => {
    const logits = tensor2d([[Math.log(1), Math.log(2), Math.log(5)]]);
    expect(value(softmaxCrossEntropy(logits, tensor1d([1], 'int32')))).toBeCloseTo(-Math.log(2 / 8), 6);
  });

  it('stays finite at logits of any size', () => {
    expect(value(softmaxCrossEntropy(tensor2d([[1000, 0, -1000]]), tensor1d([2], 'int32')))).toBe(2000);
  });
});

const ids = tensor([0, 2, 1, 1], [2, 2], 'int32');
const targets = tensor([1, 0, 0.5, 1], [2, 2]);
const losses: Record<string, { shape: number[]; targets: Tensor; loss: (scores: Tensor, options: LossOptions) => Scalar }> = {
  squaredError: { shape: [2, 2], targets, loss: (scores, options) => squaredError(scores, targets, options) },
  sigmoidCrossEntropy: { shape: [2, 2], targets, loss: (scores, options) => sigmoidCrossEntropy(scores, targets, options) },
  softmaxCrossEntropy: { shape: [2, 2, 3], targets: ids, loss: (scores, options) => softmaxCrossEntropy(scores, ids, options) },
};

describe.each(Object.entries(losses))('%s', (_, { shape, loss }) => {
  const values = createRandom(5).normal(shape.reduce((size, dimension) => size * dimension, 1));
  const scores = tensor(values, shape);
  const weights = tensor([1, 0, 2, 0.5], [2, 2]);

  it.each([{}, { weights }, { reduction: 'sum' as const }, { weights, reduction: 'sum' as const }])(
    'agrees with finite differences, %#',
    (options) => {
      const gradient = grad((x) => loss(x, options))(scores).dataSync();
      const delta = 1e-2;
      values.forEach((_, place) => {
        const at = (shift: number): number =>
          value(
            loss(
              tensor(
                values.map((number, i) => (i === place ? number + shift : number)),
                shape,
              ),
              options,
            ),
          );
        expect(gradient[place]).toBeCloseTo((at(delta) - at(-delta)) / (2 * delta), 3);
      });
    },
  );

  it('divides the weighted sum by the sum of the weights', () => {
    const sum = value(loss(scores, { weights, reduction: 'sum' }));
    expect(value(loss(scores, { weights }))).toBeCloseTo(sum / 3.5, 6);
    expect(sum).not.toBeCloseTo(value(loss(scores, { reduction: 'sum' })), 3);
  });

  it('ignores elements of weight 0', () => {
    const inner = shape.slice(2).reduce((size, dimension) => size * dimension, 1);
    const changed = tensor(
      values.map((number, i) => (Math.floor(i / inner) === 1 ? 9 : number)),
      shape,
    );
    expect(value(loss(changed, { weights }))).toBe(value(loss(scores, { weights })));
  });

  it('is 0, with a gradient of 0, where nothing counts', () => {
    const none = tensor([0, 0, 0, 0], [2, 2]);
    expect(value(loss(scores, { weights: none }))).toBe(0);
    expect(
      Math.max(
        ...grad((x) => loss(x, { weights: none }))(scores)
          .dataSync()
          .map(Math.abs),
      ),
    ).toBe(0);
  });

  it('refuses what does not fit', () => {
    expect(() => loss(tensor([1, 2]), {})).toThrow(ShapeError);
    expect(() => loss(scores, { weights: tensor1d([1, 2]) })).toThrow(ShapeError);
    expect(() => loss(scores, { weights: tensor([1, 0, 1, 1], [2, 2], 'int32') })).toThrow(ArgumentError);
    expect(() => loss(scores, { reduction: 'median' as 'mean' })).toThrow('one of mean, sum');
  });
});

it('refuses tensors of another type, and says what to do', () => {
  expect(() => squaredError(tensor1d([1], 'int32'), tensor1d([1]))).toThrow('squaredError: predictions.dtype must be float32 (cast');
  expect(() => squaredError(tensor1d([1]), tensor1d([1], 'int32'))).toThrow('squaredError: targets.dtype must be float32 (cast');
  expect(() => softmaxCrossEntropy(tensor2d([[1, 2]]), tensor1d([1]))).toThrow('softmaxCrossEntropy: classIds.dtype must be int32');
});
