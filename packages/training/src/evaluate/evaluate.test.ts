import '@tensorflow/tfjs-backend-cpu';
import {
  clone,
  memory,
  reshape,
  scalar,
  setBackend,
  type Tensor,
  type Tensor1D,
  tensor1d,
  tensor2d,
  tensor3d,
  zeros,
} from '@tensorflow/tfjs-core';
import { ArgumentError, type Model } from '@tidegate/core';
import { sigmoidCrossEntropy } from '@tidegate/ops';
import { beforeAll, describe, expect, it } from 'vitest';
import { accuracy } from '../metrics/accuracy.js';
import { binaryAccuracy } from '../metrics/binary-accuracy.js';
import { exactSequences } from '../metrics/exact-sequences.js';
import { meanLoss } from '../metrics/mean-loss.js';
import { logisticRegression, toyBatches } from '../testing/logistic-regression.js';
import { evaluate } from './evaluate.js';

interface Given {
  readonly logits: Tensor;
  readonly targets: Tensor;
  readonly lengths?: Tensor1D;
}

/** A model whose logits stand in the batch. */
const given: Model<Given> = { name: 'given', config: {}, parameters: {}, logits: ({ logits }) => clone(logits), dispose: () => undefined };

beforeAll(async () => {
  await setBackend('cpu');
});

describe('evaluate', () => {
  it('weighs a short last batch by its elements', async () => {
    const batches = [
      { logits: tensor1d([1, 1, 1, 1]), targets: tensor1d([1, 1, 1, 1]) },
      { logits: tensor1d([1]), targets: tensor1d([0]) },
    ];
    expect(await evaluate({ model: given, batches, metrics: { share: binaryAccuracy } })).toEqual({ share: expect.closeTo(0.8, 12) });
  });

  it('names the cause when batches are used twice', async () => {
    const batches = [{ logits: tensor1d([1]), targets: tensor1d([1]) }];
    const measureOnce = () => evaluate({ model: given, batches, metrics: { share: binaryAccuracy } });
    await measureOnce();
    await expect(measureOnce()).rejects.toThrow('evaluate: batches must be new ones each time');
  });

  it('gives each metric under its name, and leaks nothing', async () => {
    const model = logisticRegression();
    const before = memory().numTensors;
    const result = await evaluate({
      model,
      batches: toyBatches(3),
      metrics: { right: binaryAccuracy, loss: meanLoss((logits, { targets }) => sigmoidCrossEntropy(logits, targets)) },
    });
    expect(memory().numTensors).toBe(before);
    expect(Object.keys(result)).toEqual(['right', 'loss']);
    expect(result.right).toBeGreaterThan(0);
    expect(result.loss).toBeGreaterThan(0.1);
    expect(model.contexts.map(({ training }) => training)).toEqual([false, false, false]);
    model.dispose();
  });

  it('leaks nothing when a metric throws, and closes the batches', async () => {
    let closed = false;
    const batches = function* (): Generator<Given> {
      try {
        yield { logits: tensor1d([1]), targets: tensor1d([1]) };
      } finally {
        closed = true;
      }
    };
    const metric = (logits: Tensor): never => {
      clone(logits);
      throw new Error('on purpose');
    };
    const before = memory().numTensors;
    await expect(evaluate({ model: given, batches: batches(), metrics: { metric } })).rejects.toThrow('on purpose');
    expect(memory().numTensors).toBe(before);
    expect(closed).toBe(true);
  });

  it('refuses to measure nothing', async () => {
    await expect(evaluate({ model: given, batches: [], metrics: { binaryAccuracy } })).rejects.toThrow(
      'evaluate: batches must be at least one batch',
    );
    await expect(evaluate({ model: given, batches: [], metrics: {} })).rejects.toThrow(ArgumentError);
    const padded = { logits: tensor3d([[[1]]]), targets: tensor2d([[1]]), lengths: tensor1d([0], 'int32') };
    await expect(evaluate({ model: given, batches: [padded], metrics: { binaryAccuracy } })).rejects.toThrow('metrics.binaryAccuracy');
  });
});

describe('metrics', () => {
  const measure = (metric: typeof accuracy, logits: Tensor, targets: Tensor, lengths?: Tensor1D): [number, number] => {
    const { total, count } = metric(logits, { targets, lengths });
    return [total.dataSync()[0] as number, count.dataSync()[0] as number];
  };
  const lengths = tensor1d([3, 1], 'int32');

  it('binaryAccuracy counts an element as yes above a logit of 0', () => {
    expect(measure(binaryAccuracy, tensor1d([0.1, -0.1, 0, 3]), tensor1d([1, 1, 0, 0]))).toEqual([2, 4]);
  });

  it('binaryAccuracy leaves padded steps out, and takes logits with one more dimension', () => {
    const logits = tensor2d([
      [1, 1, -1],
      [1, 1, 1],
    ]);
    const targets = tensor2d([
      [1, 0, 0],
      [1, 0, 0],
    ]);
    expect(measure(binaryAccuracy, logits, targets)).toEqual([3, 6]);
    expect(measure(binaryAccuracy, reshape(logits, [2, 3, 1]), targets, lengths)).toEqual([3, 4]);
    expect(measure(binaryAccuracy, reshape(logits, [2, 3, 1]), reshape(targets, [2, 3, 1]), lengths)).toEqual([3, 4]);
  });

  it('accuracy chooses the class of the largest logit', () => {
    const logits = tensor3d([
      [
        [1, 2],
        [5, 4],
        [0, 1],
      ],
      [
        [1, 0],
        [1, 0],
        [1, 0],
      ],
    ]);
    const targets = tensor2d(
      [
        [1, 0, 0],
        [0, 1, 1],
      ],
      [2, 3],
      'int32',
    );
    expect(measure(accuracy, logits, targets)).toEqual([3, 6]);
    expect(measure(accuracy, logits, targets, lengths)).toEqual([3, 4]);
    expect(measure(accuracy, tensor2d([[1, 2]]), tensor1d([1], 'int32'))).toEqual([1, 1]);
  });

  it('exactSequences wants every real step right', () => {
    const logits = tensor2d([
      [1, 1, -1],
      [1, 1, 1],
    ]);
    const targets = tensor2d([
      [1, 1, 0],
      [1, 0, 0],
    ]);
    expect(measure(exactSequences, logits, targets)).toEqual([1, 2]);
    expect(measure(exactSequences, reshape(logits, [2, 3, 1]), targets)).toEqual([1, 2]);
    expect(measure(exactSequences, reshape(logits, [2, 3, 1]), targets, lengths)).toEqual([2, 2]);
  });

  it('exactSequences reads int32 targets of one logit as yes or no, and counts no empty sequence', () => {
    const logits = tensor3d([[[5]], [[5]], [[-5]]]);
    const targets = tensor2d([[1], [0], [1]], [3, 1], 'int32');
    expect(measure(exactSequences, logits, targets)).toEqual([1, 3]);
    expect(measure(exactSequences, logits, targets, tensor1d([1, 0, 0], 'int32'))).toEqual([1, 1]);
  });

  it('exactSequences takes class ids', () => {
    const logits = tensor3d([
      [
        [1, 2],
        [5, 4],
        [0, 1],
      ],
      [
        [1, 0],
        [1, 0],
        [1, 0],
      ],
    ]);
    const targets = tensor2d(
      [
        [1, 0, 0],
        [0, 1, 1],
      ],
      [2, 3],
      'int32',
    );
    expect(measure(exactSequences, logits, targets)).toEqual([0, 2]);
    expect(measure(exactSequences, logits, targets, lengths)).toEqual([1, 2]);
  });

  it('counts whole texts, whatever their lengths, where logits are no steps', () => {
    const logits = tensor2d([
      [1, 2, -1],
      [5, 4, -1],
    ]);
    const ids = tensor1d([1, 1], 'int32');
    for (const metric of [accuracy, exactSequences]) expect(measure(metric, logits, ids, lengths)).toEqual([1, 2]);
    expect(
      measure(
        meanLoss(() => scalar(3)),
        logits,
        ids,
        lengths,
      ),
    ).toEqual([6, 2]);
    const labels = tensor2d([
      [1, 1, 0],
      [1, 0, 0],
    ]);
    expect(measure(binaryAccuracy, logits, labels, lengths)).toEqual([5, 6]);
    expect(measure(exactSequences, logits, labels, lengths)).toEqual([1, 2]);
    expect(measure(binaryAccuracy, tensor2d([[2], [-1]]), tensor1d([1, 1]), lengths)).toEqual([1, 2]);
  });

  it('meanLoss weighs batches by the elements that count, or as it is told', () => {
    const batch = {
      targets: tensor2d([
        [1, 2, 3],
        [4, 5, 6],
      ]),
      lengths,
    };
    const two = (): ReturnType<typeof scalar> => scalar(2);
    const read = (metric: ReturnType<typeof meanLoss<typeof batch>>): number[] =>
      Object.values(metric(zeros([2, 3, 1]), batch)).map((sum) => sum.dataSync()[0] as number);
    expect(read(meanLoss(two))).toEqual([8, 4]);
    expect(read(meanLoss(two, () => scalar(10)))).toEqual([20, 10]);
  });

  it('refuses shapes that do not fit', () => {
    expect(() => measure(binaryAccuracy, tensor1d([1, 2]), tensor1d([1]))).toThrow(
      'binaryAccuracy: logits must have shape [1], but has [2]',
    );
    expect(() => measure(accuracy, tensor1d([1, 2]), tensor1d([1], 'int32'))).toThrow('accuracy: logits must have shape [1, classes]');
    expect(() =>
      measure(
        meanLoss(() => scalar(1)),
        zeros([2, 3, 1]),
        zeros([2]),
        lengths,
      ),
    ).toThrow('targets must have shape [batch, time, ...]');
    expect(() => measure(binaryAccuracy, zeros([1, 1, 1]), zeros([1, 1]), lengths)).toThrow('lengths must have shape [1]');
  });
});
