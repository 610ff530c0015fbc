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

describe('label smoothing', () => {
  it('moves the targets of a sigmoid towards one half', () => {
    const logits = tensor1d([2, -1]);
    expect(value(sigmoidCrossEntropy(logits, tensor1d([1, 0]), { labelSmoothing: 0.2 }))).toBeCloseTo(
      value(sigmoidCrossEntropy(logits, tensor1d([0.9, 0.1]))),
      6,
    );
  });

  it('adds a share of the mean of -log p over the classes to a softmax', () => {
    const logits = tensor2d([[Math.log(1), Math.log(2), Math.log(5)]]);
    const [p0, p1, p2] = [1 / 8, 2 / 8, 5 / 8];
    const expected = -0.7 * Math.log(p1) - (0.3 / 3) * (Math.log(p0) + Math.log(p1) + Math.log(p2));
    expect(value(softmaxCrossEntropy(logits, tensor1d([1], 'int32'), { labelSmoothing: 0.3 }))).toBeCloseTo(expected, 6);
  });
});

describe('class weights', () => {
  it('count in what a mean divides by', () => {
    const logits = tensor2d([
      [0, 0],
      [Math.log(3), 0],
    ]);
    const classWeights = tensor1d([1, 3]);
    const mean = value(softmaxCrossEntropy(logits, tensor1d([1, 0], 'int32'), { classWeights }));
    expect(mean).toBeCloseTo((3 * Math.log(2) + 1 * Math.log(4 / 3)) / (3 + 1), 6);
    const yesOrNo = value(sigmoidCrossEntropy(tensor2d([[0, Math.log(3)]]), tensor2d([[1, 1]]), { classWeights }));
    expect(yesOrNo).toBeCloseTo((1 * Math.log(2) + 3 * Math.log(4 / 3)) / (1 + 3), 6);
  });

  it('multiply the weights of the elements', () => {
    const logits = tensor2d([[0.3, -1]]);
    const options = { weights: tensor2d([[2, 0.5]]), classWeights: tensor1d([1, 4]) };
    const expected = value(sigmoidCrossEntropy(logits, tensor2d([[1, 0]]), { weights: tensor2d([[2, 2]]) }));
    expect(value(sigmoidCrossEntropy(logits, tensor2d([[1, 0]]), options))).toBeCloseTo(expected, 6);
  });

  it('must be one for each class, and numbers in range', () => {
    const ids = tensor1d([0], 'int32');
    const logits = tensor2d([[1, 2]]);
    expect(() => softmaxCrossEntropy(logits, ids, { classWeights: tensor1d([1]) })).toThrow(
      'classWeights must have shape [2], but has [1]',
    );
    expect(() => softmaxCrossEntropy(logits, ids, { classWeights: tensor1d([1, 1], 'int32') })).toThrow('classWeights.dtype');
    expect(() => softmaxCrossEntropy(logits, ids, { labelSmoothing: 1.1 })).toThrow('labelSmoothing must be a finite number from 0 to 1');
    expect(() => sigmoidCrossEntropy(tensor(0), tensor(1), { classWeights: tensor1d([1]) })).toThrow(ShapeError);
    expect(() => sigmoidCrossEntropy(logits, logits, { labelSmoothing: -1 })).toThrow(ArgumentError);
  });
});

it('refuses tensors of another type, and says what to do', () => {
  expect(() => squaredError(tensor1d([1], 'int32'), tensor1d([1]))).toThrow('squaredError: predictions.dtype must be float32 (cast');
  expect(() => squaredError(tensor1d([1]), tensor1d([1], 'int32'))).toThrow('squaredError: targets.dtype must be float32 (cast');
  expect(() => softmaxCrossEntropy(tensor2d([[1, 2]]), tensor1d([1]))).toThrow('softmaxCrossEntropy: classIds.dtype must be int32');
});
