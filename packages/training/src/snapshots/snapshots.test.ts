import { dispose, memory, removeBackend, setBackend, tensor1d } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createWasmBackend } from '@tidegate/backend-wasm';
import { createRandom, type TrainObserver, useBackend } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { adam } from '../optimizers/adam.js';
import type { Optimizer } from '../optimizers/optimizer.js';
import { rmsprop } from '../optimizers/rmsprop.js';
import { sgd } from '../optimizers/sgd.js';
import { decayingSum, type Piece, squaresOf } from '../testing/decaying-sum.js';
import { logisticRegression, type ToyBatch, toyBatches, weightsOf } from '../testing/logistic-regression.js';
import { toyTraining } from '../testing/toy-training.js';
import { train } from '../train/train.js';
import type { TrainOptions } from '../train/train-options.js';
import { earlyStopping } from '../validation/early-stopping.js';
import type { TrainingEnd, TrainingSnapshot } from './training-snapshot.js';

/** Collects the snapshots of the steps that are due, and of the end. */
function keeping(isDue: (step: number) => boolean = () => true) {
  const kept: TrainingSnapshot[] = [];
  const ends: (TrainingEnd | undefined)[] = [];
  const save = (snapshot: TrainingSnapshot, ended?: TrainingEnd): void => {
    kept.push(snapshot);
    ends.push(ended);
  };
  return { kept, ends, isDue, save };
}

/** What another process would read from a file. */
const asRead = (snapshot: TrainingSnapshot | undefined): TrainingSnapshot => structuredClone(snapshot as TrainingSnapshot);

describe.each([
  ['cpu', cpuBackend],
  ['wasm', createWasmBackend({ threads: 1 })],
] as const)('training that goes on from a snapshot, on %s', (name, adapter) => {
  beforeAll(async () => {
    await useBackend([adapter]);
    return async () => {
      await setBackend('cpu');
      if (name === 'wasm') removeBackend('wasm');
    };
  });

  /** The weights of a fresh model after training, and what `train` said. */
  async function trained(changes: Partial<TrainOptions<ToyBatch>>) {
    const model = logisticRegression();
    const result = await train(toyTraining(model, changes));
    const weights = weightsOf(model);
    model.dispose();
    return { result, weights };
  }

  it('is not made of weights that are no numbers', async () => {
    const snapshots = keeping((step) => step % 2 === 0);
    const ending = trained({
      batches: toyBatches(6),
      optimizer: sgd() as Optimizer,
      learningRate: (completed) => (completed === 3 ? Number.MAX_VALUE : 0.1),
      snapshots,
    });
    await expect(ending).rejects.toThrow(
      'train: after step 4 there are weights that are NaN or infinite, so that no snapshot of it is made;',
    );
    expect(snapshots.kept.map(({ step }) => step)).toEqual([2]);
  });

  const epochs = (count: number) => (epoch: number) => toyBatches(count, epoch);
  const trainings: [string, () => Partial<TrainOptions<ToyBatch>>][] = [
    ['adam', () => ({ batches: epochs(5), epochs: 4 })],
    ['sgd with momentum', () => ({ batches: epochs(5), epochs: 4, optimizer: sgd({ momentum: 0.9 }) as Optimizer })],
    ['rmsprop', () => ({ batches: epochs(5), epochs: 4, optimizer: rmsprop() as Optimizer })],
    ['two batches a step, and one that is left', () => ({ batches: epochs(7), epochs: 5, accumulate: 2 })],
    ['steps in the middle of an epoch', () => ({ batches: epochs(6), steps: 20 })],
    ['a learning rate that falls', () => ({ batches: epochs(20), steps: 20, learningRate: (completed) => 0.1 / (1 + completed) })],
  ];

  it.each(trainings)('ends in the same bits: %s', async (_, changes) => {
    const snapshots = keeping();
    const whole = await trained({ ...changes(), snapshots });
    // The end of an epoch may come after its last step was saved, and is saved too.
    expect([...new Set(snapshots.kept.map(({ step }) => step))]).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    for (const snapshot of snapshots.kept) expect(await trained({ ...changes(), from: asRead(snapshot) })).toEqual(whole);
  });

  it('saves where an observer, a signal or the number of steps ends it, once', async () => {
    const whole = await trained({ batches: epochs(5), epochs: 4 });
    const controller = new AbortController();
    const stops: Partial<TrainOptions<ToyBatch>>[] = [
      { observers: [{ onStepEnd: ({ step }) => (step === 7 ? 'stop' : undefined) }] },
      { observers: [{ onEpochEnd: ({ epoch }) => (epoch === 2 ? 'stop' : undefined) }] },
      { steps: 10 },
      { epochs: 2 },
      { signal: controller.signal, observers: [{ onStepEnd: ({ step }) => void (step === 8 && controller.abort()) }] },
    ];
    for (const stop of stops) {
      const snapshots = keeping(() => false);
      const { result } = await trained({ batches: epochs(5), epochs: 4, ...stop, snapshots });
      expect(snapshots.ends).toEqual([result.reason]);
      expect(await trained({ batches: epochs(5), epochs: 4, from: asRead(snapshots.kept[0]) })).toEqual(whole);
    }
  });

  it('forgets batches that have not made a step, and what they carried', async () => {
    const pieces = (): Piece[] => Array.from({ length: 8 }, (_, index) => ({ inputs: tensor1d([index, 1, -1]) }));
    const run = async (changes: Partial<TrainOptions<Piece>>): Promise<number | undefined> => {
      const model = decayingSum(0.5);
      const options = {
        model,
        batches: pieces,
        objective: squaresOf(model),
        optimizer: adam(),
        learningRate: 0.1,
        random: createRandom(0),
      };
      await train<Piece>({ ...options, accumulate: 2, epochs: 2, ...changes });
      const [decay] = model.parameters.decay?.dataSync() ?? [];
      model.dispose();
      return decay;
    };
    const whole = await run({});
    const controller = new AbortController();
    const snapshots = keeping(() => false);
    function* interrupted(): Generator<Piece> {
      for (const [index, piece] of pieces().entries()) {
        yield piece;
        if (index === 4) controller.abort();
      }
    }
    await run({ batches: interrupted, signal: controller.signal, snapshots });
    const [snapshot] = snapshots.kept;
    expect(snapshot).toMatchObject({ step: 2, epoch: 1, batches: 4, carried: { state: { shape: [] } } });
    expect(await run({ from: asRead(snapshot) })).toBe(whole);
  });

  it('validates as often as without the interruption', async () => {
    const values = [5, 4, 4.5, 4.2, 3, 3.5, 3.6, 3.7];
    const run = async (changes: Partial<TrainOptions<ToyBatch>>, last = 0, stopping = earlyStopping({ mode: 'min', patience: 3 })) => {
      const seen: number[] = [];
      const log: TrainObserver = {
        onStepEnd: ({ step }) => (step === last ? 'stop' : undefined),
        onValidationEnd: ({ step }) => void seen.push(step),
      };
      let validated = (changes.from?.validatedStep ?? 0) / 2;
      const validation = { every: 2, run: () => values[validated++] as number };
      const { result } = await trained({ batches: epochs(5), epochs: 9, validation, observers: [log, stopping], ...changes });
      return { seen, result, state: stopping.state() };
    };
    const whole = await run({});
    expect(whole).toMatchObject({ seen: [2, 4, 6, 8, 10, 12, 14, 16], result: { steps: 16, reason: 'observer' } });
    for (const last of [1, 3, 4, 15, 16]) {
      const snapshots = keeping(() => false);
      const first = await run({ snapshots }, last);
      const stopping = earlyStopping({ mode: 'min', patience: 3, state: first.state });
      const second = await run({ from: asRead(snapshots.kept[0]) }, 0, stopping);
      expect(second.result).toEqual(whole.result);
      expect([...first.seen, ...second.seen]).toEqual(whole.seen);
    }
  });

  it('leaves no tensor, and snapshots are not overwritten by later steps', async () => {
    const before = memory();
    const snapshots = keeping();
    const model = logisticRegression();
    await train(toyTraining(model, { steps: 4, snapshots }));
    const third = asRead(snapshots.kept[2]);
    await train(toyTraining(model, { steps: 9, from: third }));
    model.dispose();
    expect(memory().numTensors).toBe(before.numTensors);
    expect(memory().numDataBuffers).toBe(before.numDataBuffers);
    expect(snapshots.kept[2]).toEqual(third);
    expect(third.parameters).not.toEqual(snapshots.kept[3]?.parameters);
  });

  it('refuses a snapshot of something else, and changes no weight then', async () => {
    const snapshots = keeping();
    await trained({ batches: epochs(5), steps: 3, snapshots });
    const snapshot = asRead(snapshots.kept.at(-1));
    const { 'dense/bias': bias, ...rest } = snapshot.parameters;
    const wrong: [Partial<TrainingSnapshot>, string][] = [
      [{ parameters: rest }, 'train: from.parameters must be tensors of this training, with dense/bias, but is [dense/kernel]'],
      [{ parameters: { ...snapshot.parameters, more: snapshot.parameters['dense/bias'] as never } }, 'but is "more"'],
      [
        { parameters: { ...rest, 'dense/bias': { ...(bias as object), shape: [1, 1] } as never } },
        'train: from.parameters.dense/bias must be of shape [1], as in this training, but is [1, 1]',
      ],
      [
        { optimizer: { ...snapshot.optimizer, name: 'sgd' } },
        'train: from.optimizer.name must be "adam", as in this training, but is "sgd"',
      ],
      [{ step: Number.NaN }, 'train: from.step must be a whole number of at least 0, but is NaN'],
      [{ epoch: 0 }, 'train: from.epoch must be a whole number of at least 1, but is 0'],
      [{ validatedStep: 4 }, 'train: from.validatedStep must be a whole number from 0 to 3, but is 4'],
      [
        { parameters: { ...rest, 'dense/bias': { ...(bias as object), data: Float32Array.of(1, 2) } as never } },
        'train: from.parameters.dense/bias.data.length must be 1, as the shape says, but is 2',
      ],
      [{ carried: { h: bias as never, 'h/c': bias as never } }, 'none has its path below another, but is "h/c"'],
      [{ batches: 6 }, 'train: from.batches must be at most the 5 of epoch 1, but is 6'],
    ];
    for (const [changes, message] of wrong) {
      const model = logisticRegression();
      const weights = weightsOf(model);
      const before = memory().numTensors;
      await expect(train(toyTraining(model, { batches: epochs(5), epochs: 2, from: { ...snapshot, ...changes } }))).rejects.toThrow(
        message,
      );
      if (changes.batches === undefined) expect(weightsOf(model)).toEqual(weights);
      expect(memory().numTensors).toBe(before);
      dispose(Object.values(model.parameters));
    }
  });

  it('takes paths as names, whatever they are to JavaScript', async () => {
    const snapshots = keeping();
    await trained({ batches: epochs(5), steps: 3, snapshots });
    const snapshot = asRead(snapshots.kept.at(-1));
    const carried = { '__proto__/polluted': snapshot.parameters['dense/bias'] as never };
    await trained({ batches: epochs(5), steps: 4, from: { ...snapshot, carried } });
    expect({}).not.toHaveProperty('polluted');
  });
});
