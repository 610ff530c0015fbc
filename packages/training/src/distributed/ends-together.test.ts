import '@tensorflow/tfjs-backend-cpu';
import { add, memory, mul, type Scalar, setBackend, sqrt, sum, type Tensor } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { sgd } from '../optimizers/sgd.js';
import type { TrainingSnapshot } from '../snapshots/training-snapshot.js';
import { dealRows } from '../testing/deal-rows.js';
import { type ToyBatch, toyBatches } from '../testing/logistic-regression.js';
import { crossEntropy } from '../testing/toy-training.js';
import { keeping, messages, reasons, together } from '../testing/train-together.js';
import { NonFiniteGradientError } from '../train/non-finite-gradient-error.js';
import { NonFiniteLossError } from '../train/non-finite-loss-error.js';

beforeAll(async () => {
  await setBackend('cpu');
});

describe('processes that train together and end or save', () => {
  it('end after the same step when the signal of one is aborted', async () => {
    const snapshots = keeping(() => false);
    const outcomes = await together(3, ({ rank }) => {
      const controller = new AbortController();
      const observers = [{ onStepEnd: ({ step }: { step: number }) => void (rank === 2 && step === 4 && controller.abort()) }];
      return { signal: controller.signal, observers, ...(rank === 0 && { snapshots }) };
    });
    for (const outcome of outcomes) expect(outcome).toMatchObject({ value: { steps: 5, reason: 'aborted' } });
    expect(snapshots.kept.map(({ step }) => step)).toEqual([5]);
    expect(snapshots.ends).toEqual(['aborted']);
  });

  it.each([1, 4])('end before the first step when the signal of one is aborted by then, with %d batches a step', async (accumulate) => {
    const snapshots = keeping(() => false);
    const outcomes = await together(3, ({ rank }) => ({
      accumulate,
      ...(rank === 1 && { signal: AbortSignal.abort() }),
      ...(rank === 0 && { snapshots }),
    }));
    for (const outcome of outcomes) expect(outcome).toMatchObject({ value: { steps: 0, reason: 'aborted' } });
    expect(snapshots.kept.map(({ step }) => step)).toEqual([0]);
  });

  it('hear of an aborted signal between the batches of a step, and forget those of it', async () => {
    const outcomes = await together(2, (group) => {
      const controller = new AbortController();
      let batches = 0;
      const loss = (logits: Tensor, batch: ToyBatch): Scalar => {
        if (++batches === 5 && group.rank === 1) controller.abort();
        return crossEntropy(logits, batch);
      };
      return { loss, accumulate: 4, signal: controller.signal };
    });
    for (const outcome of outcomes) expect(outcome).toMatchObject({ value: { steps: 1, reason: 'aborted' } });
  });

  it('hear of an aborted signal while they skip what an earlier training has learned from', async () => {
    const snapshots = keeping((step) => step === 250);
    await together(1, (group) => ({ snapshots, batches: dealRows(toyBatches(251), group) }));
    const [from] = snapshots.kept as [TrainingSnapshot];
    let taken = 0;
    const outcomes = await together(2, (group) => {
      const controller = new AbortController();
      function* batches(): Generator<ToyBatch | undefined> {
        for (const batch of dealRows(toyBatches(300), group)) {
          if (group.rank === 1 && ++taken === 120) controller.abort();
          yield batch;
        }
      }
      return { from, batches: batches(), signal: controller.signal };
    });
    for (const outcome of outcomes) expect(outcome).toMatchObject({ value: { steps: 250, reason: 'aborted' } });
    expect(taken).toBe(200);
  });

  it('all name the ranks whose gradient is no number though the loss is one, before the weights are none', async () => {
    const before = memory();
    const snapshots = keeping(() => true);
    const outcomes = await together(3, ({ rank }) => {
      let step = 0;
      const loss = (logits: Tensor, batch: ToyBatch): Scalar => {
        // The slope of a square root at 0 is infinite, and 0 times that is not a number.
        const without = mul(sum(sqrt(mul(logits, 0))), 0) as Scalar;
        return ++step === 4 && rank === 1 ? add(crossEntropy(logits, batch), without) : crossEntropy(logits, batch);
      };
      return { loss, ...(rank === 0 && { snapshots }) };
    });
    expect(reasons(outcomes).length).toBe(3);
    for (const error of reasons(outcomes)) {
      expect(error).toBeInstanceOf(NonFiniteGradientError);
      expect(error).toMatchObject({ step: 4, ranks: [1] });
      expect(error.message).toContain('train: a gradient of step 4 is NaN or infinite on rank 1, though the loss is finite;');
    }
    expect(snapshots.kept.map(({ step }) => step)).toEqual([1, 2, 3]);
    expect(memory().numTensors).toBe(before.numTensors);
    expect(memory().numDataBuffers).toBe(before.numDataBuffers);
  });

  it('make no snapshot of weights that are no numbers', async () => {
    const snapshots = keeping((step) => step % 2 === 0);
    const outcomes = await together(2, ({ rank }) => ({
      learningRate: (completed) => (completed === 3 ? Number.MAX_VALUE : 0.1),
      optimizer: sgd(),
      ...(rank === 0 && { snapshots }),
    }));
    expect(messages(outcomes)).toEqual(
      new Array(2).fill(expect.stringContaining('train: after step 4 there are weights that are NaN or infinite, so that no snapshot')),
    );
    expect(snapshots.kept.map(({ step }) => step)).toEqual([2]);
  });

  it('write down what rank 0 says is due', async () => {
    const all = [keeping((step) => step === 3 || step === 7), keeping(() => true)];
    await together(3, ({ rank }) => ({ snapshots: all[rank] }));
    for (const { kept, ends } of all) {
      expect(kept.map(({ step }) => step)).toEqual([3, 7, 10]);
      expect(ends).toEqual([undefined, undefined, 'completed']);
    }
    expect(all[1]?.kept).toEqual(all[0]?.kept);
  });

  it('all name the ranks whose loss is no number, at the step where it is none', async () => {
    const before = memory();
    const outcomes = await together(4, ({ rank }) => {
      let step = 0;
      const loss = (logits: Tensor, batch: ToyBatch): Scalar => {
        step++;
        return mul(crossEntropy(logits, batch), step === 6 && rank % 2 === 1 ? Number.NaN : 1);
      };
      return { loss };
    });
    expect(reasons(outcomes).length).toBe(4);
    for (const error of reasons(outcomes)) {
      expect(error).toBeInstanceOf(NonFiniteLossError);
      expect(error).toMatchObject({ step: 6, loss: Number.NaN, ranks: [1, 3] });
      expect(error.message).toContain('train: the loss of step 6 is NaN on ranks 1 and 3; lower the learning rate');
    }
    expect(memory().numTensors).toBe(before.numTensors);
    expect(memory().numDataBuffers).toBe(before.numDataBuffers);
  });

  it.each([1, 2])('leave no tensor where one of them fails, with %d batches a step', async (accumulate) => {
    const before = memory();
    const outcomes = await together(3, ({ rank }) => {
      let batches = 0;
      const loss = (logits: Tensor, batch: ToyBatch): Scalar => {
        if (++batches === 4 && rank === 1) throw new Error('on purpose');
        return crossEntropy(logits, batch);
      };
      return { loss, accumulate };
    });
    expect(messages(outcomes)).toEqual(['localGroups: rank 1 is lost', 'on purpose', 'localGroups: rank 1 is lost']);
    expect(memory().numTensors).toBe(before.numTensors);
    expect(memory().numDataBuffers).toBe(before.numDataBuffers);
  });
});
