import '@tensorflow/tfjs-backend-cpu';
import { fill, memory, setBackend, tidy } from '@tensorflow/tfjs-core';
import { ArgumentError, createRandom, TidegateError } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TrainingSnapshot } from '../snapshots/training-snapshot.js';
import { byRows, dealRows } from '../testing/deal-rows.js';
import { localGroups } from '../testing/local-groups.js';
import { logisticRegression, type ToyBatch, toyBatches, weightsOf } from '../testing/logistic-regression.js';
import { toyTraining } from '../testing/toy-training.js';
import { keeping, messages, type Options, reasons, together } from '../testing/train-together.js';
import { train } from '../train/train.js';

beforeAll(async () => {
  await setBackend('cpu');
});

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

  it('find out that one has fewer batches, or stops by itself', async () => {
    const fewer = await together(3, (group) => ({ batches: dealRows(toyBatches(group.rank === 2 ? 4 : 5), group) }));
    const rule =
      '; give every process as many batches, undefined where it has no rows of one, and let observers say stop in all of them at the same step';
    expect(messages(fewer)).toEqual(
      new Array(3).fill(`train: rank 2 is at the end of epoch 1, after 4 batches, rank 0 at step 5, after batch 5 of epoch 1${rule}`),
    );
    const stops = await together(2, ({ rank }) => ({ observers: [{ onStepEnd: () => (rank === 1 ? 'stop' : undefined) }] }));
    expect(messages(stops)).toEqual(
      new Array(2).fill(`train: rank 1 is at the end of training, after step 1, rank 0 at step 2, after batch 2 of epoch 1${rule}`),
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
