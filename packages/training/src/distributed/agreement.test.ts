import '@tensorflow/tfjs-backend-cpu';
import { fill, memory, mul, type Scalar, setBackend, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { ArgumentError, createRandom, TidegateError } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TrainingEnd, TrainingSnapshot } from '../snapshots/training-snapshot.js';
import { byRows, dealRows } from '../testing/deal-rows.js';
import { type LocalGroup, localGroups } from '../testing/local-groups.js';
import { logisticRegression, type ToyBatch, toyBatches, weightsOf } from '../testing/logistic-regression.js';
import { crossEntropy, toyTraining } from '../testing/toy-training.js';
import { NonFiniteLossError } from '../train/non-finite-loss-error.js';
import { train } from '../train/train.js';
import type { TrainOptions, TrainResult } from '../train/train-options.js';

type Options = Partial<TrainOptions<ToyBatch>>;

beforeAll(async () => {
  await setBackend('cpu');
});

/** Trains a fresh model in each process, which leaves the group if it fails; `optionsOf` has what is its own. */
function together(size: number, optionsOf: (group: LocalGroup) => Options): Promise<PromiseSettledResult<TrainResult>[]> {
  const one = async (group: LocalGroup): Promise<TrainResult> => {
    const model = logisticRegression();
    try {
      return await train(toyTraining(model, { batches: dealRows(toyBatches(10), group), parallel: byRows(group), ...optionsOf(group) }));
    } catch (error) {
      group.leave();
      throw error;
    } finally {
      model.dispose();
    }
  };
  return Promise.allSettled(localGroups(size).map(one));
}

const reasons = (outcomes: readonly PromiseSettledResult<unknown>[]): Error[] =>
  outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as Error] : []));
const messages = (outcomes: readonly PromiseSettledResult<unknown>[]): string[] => reasons(outcomes).map(({ message }) => message);

/** Collects snapshots, due where it is told. */
function keeping(isDue: (step: number) => boolean) {
  const kept: TrainingSnapshot[] = [];
  const ends: (TrainingEnd | undefined)[] = [];
  const save = (snapshot: TrainingSnapshot, end?: TrainingEnd): void => {
    kept.push(snapshot);
    ends.push(end);
  };
  return { kept, ends, isDue, save };
}

describe('processes that train together', () => {
  it('begin with the weights of rank 0, frozen ones too', async () => {
    const models = [0, 1, 2].map((rank) => {
      const model = logisticRegression();
      for (const variable of Object.values(model.parameters)) tidy(() => variable.assign(fill(variable.shape, rank + 3)));
      const { 'dense/bias': bias } = model.parameters;
      if (bias) bias.trainable = false;
      return model;
    });
    await Promise.all(
      localGroups(3).map((group) =>
        train(
          toyTraining(models[group.rank] as (typeof models)[0], {
            batches: dealRows(toyBatches(1), group),
            parallel: byRows(group),
            learningRate: 0,
          }),
        ),
      ),
    );
    for (const model of models) {
      expect(weightsOf(model)).toEqual([3, 3, 3]);
      model.dispose();
    }
  });

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

  it('find out that one has fewer batches, or stops by itself', async () => {
    const fewer = await together(3, (group) => ({ batches: dealRows(toyBatches(group.rank === 2 ? 4 : 5), group) }));
    const rule =
      '; give every process as many batches, undefined where it has no rows of one, and let observers say stop in all of them at the same step';
    expect(messages(fewer)).toEqual(
      new Array(3).fill(`train: rank 2 is at the end of epoch 1, after 4 batches, rank 0 at batch 5 of epoch 1, a part of step 5${rule}`),
    );
    const stops = await together(2, ({ rank }) => ({ observers: [{ onStepEnd: () => (rank === 1 ? 'stop' : undefined) }] }));
    expect(messages(stops)).toEqual(
      new Array(2).fill(`train: rank 1 is at the end of training, after step 1, rank 0 at batch 2 of epoch 1, a part of step 2${rule}`),
    );
    const observers = (rank: number) => [{ onStepEnd: () => (rank === 1 ? ('stop' as const) : undefined) }];
    const atSnapshot = await together(2, ({ rank }) => ({ observers: observers(rank), snapshots: keeping(() => true) }));
    expect(messages(atSnapshot)).toEqual(
      new Array(2).fill(`train: rank 1 is at the end of training, after step 1, rank 0 at a snapshot after step 1${rule}`),
    );
    const atValidation = await together(2, ({ rank }) => ({ observers: observers(rank), validation: { every: 1, run: () => 0 } }));
    expect(messages(atValidation)).toEqual(
      new Array(2).fill(`train: rank 1 is at the end of training, after step 1, rank 0 at a validation after step 1${rule}`),
    );
  });

  it('find out that the weights of one go another way', async () => {
    const outcomes = await together(3, ({ rank }) => ({ learningRate: rank === 1 ? 0.1 : 0.05 }));
    expect(reasons(outcomes).length).toBe(3);
    for (const error of reasons(outcomes)) {
      expect(error).toBeInstanceOf(TidegateError);
      expect(error.message).toContain('train: after step 10 the weights of rank 1 are not those of rank 0;');
    }
  });

  it('refuse to begin at different places', async () => {
    const snapshots = keeping(() => true);
    await together(1, () => ({ snapshots }));
    const [first, second] = snapshots.kept as [TrainingSnapshot, TrainingSnapshot];
    const ways: [(rank: number) => Options, string][] = [
      [
        (rank) => ({ from: rank === 1 ? second : first }),
        'train: from must be the same in all processes, after step 1, with 1 batches of epoch 1 as on rank 0, but is "after step 2, with 2 batches of epoch 1 on rank 1"',
      ],
      [(rank) => (rank === 1 ? { from: first } : {}), 'train: from must be the same in all processes, nothing as on rank 0'],
      [
        (rank) => ({ from: rank === 1 ? { ...first, parameters: second.parameters } : first }),
        'train: from.parameters must be the same in all processes; give each the snapshot of rank 0, but is "other values on rank 1"',
      ],
      [
        (rank) => ({ from: rank === 1 ? { ...first, optimizer: second.optimizer } : first }),
        'train: from.optimizer.state must be the same in all processes; give each the snapshot of rank 0, but is "other values on rank 1"',
      ],
      [(rank) => ({ steps: 4 + rank }), 'train: steps must be the same in all processes, 4 as on rank 0, but is "5 on rank 1"'],
      [
        (rank) => (rank === 0 ? {} : { epochs: 2 }),
        'train: epochs must be the same in all processes, undefined as on rank 0, but is "2 on rank 1"',
      ],
      [
        (rank) => (rank === 0 ? { validation: { every: 3, run: () => 0 } } : {}),
        'train: validation must be the same in all processes, every 3 steps as on rank 0, but is "none on rank 1"',
      ],
      [(rank) => ({ random: createRandom(rank) }), 'train: random must be the same in all processes, of key [0, 0] as on rank 0'],
      [(rank) => ({ accumulate: 1 + rank }), 'train: accumulate must be the same in all processes, 1 as on rank 0, but is "2 on rank 1"'],
    ];
    for (const [optionsOf, message] of ways) {
      const outcomes = await together(2, ({ rank }) => optionsOf(rank));
      expect(reasons(outcomes).length).toBe(2);
      for (const error of reasons(outcomes)) {
        expect(error).toBeInstanceOf(ArgumentError);
        expect(error.message).toContain(message);
      }
    }
  });

  it.each([1, 2])('refuse weights that are none, with %d batches a step', async (accumulate) => {
    const weighing = (weight: number) =>
      together(2, (group) => ({ accumulate, parallel: { group, partOf: () => ({ weight, firstRow: 0 }) } }));
    for (const weight of [Number.NaN, -1]) {
      expect(messages(await weighing(weight))[0]).toContain('train: parallel.partOf(batch).weight must be a finite number of at least 0');
    }
  });

  it('are alone in having no rows of a batch', async () => {
    const model = logisticRegression();
    const before = memory().numTensors;
    function* batches(): Generator<ToyBatch | undefined> {
      yield* toyBatches(1);
      yield undefined;
    }
    await expect(train(toyTraining(model, { batches: batches() }))).rejects.toThrow('train: batches must be');
    expect(memory().numTensors).toBe(before);
    model.dispose();
  });
});
