import '@tensorflow/tfjs-backend-cpu';
import {
  concat,
  dispose,
  mean,
  memory,
  type Rank,
  removeBackend,
  type Scalar,
  setBackend,
  square,
  type Tensor1D,
  tensor1d,
  tensor2d,
  tidy,
  type Variable,
  variable,
} from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createWasmBackend } from '@tidegate/backend-wasm';
import { createRandom, type Model, useBackend } from '@tidegate/core';
import { embedding } from '@tidegate/ops';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { adam } from '../optimizers/adam.js';
import { sgd } from '../optimizers/sgd.js';
import { type LogisticRegression, logisticRegression, type ToyBatch, toyBatches, weightsOf } from '../testing/logistic-regression.js';
import { recorder } from '../testing/recorder.js';
import { toyTraining } from '../testing/toy-training.js';
import { train } from './train.js';
import type { TrainOptions } from './train-options.js';

let model: LogisticRegression;

beforeAll(async () => {
  await setBackend('cpu');
});
beforeEach(() => {
  model = logisticRegression();
});
afterEach(() => {
  model.dispose();
});

/** The weights after training a fresh model. */
async function trained(changes: Partial<TrainOptions<ToyBatch>>): Promise<number[]> {
  const fresh = logisticRegression();
  await train(toyTraining(fresh, changes));
  const weights = weightsOf(fresh);
  fresh.dispose();
  return weights;
}

function joined(batches: Iterable<ToyBatch>): ToyBatch {
  const parts = [...batches];
  const whole = { inputs: concat(parts.map(({ inputs }) => inputs)), targets: concat(parts.map(({ targets }) => targets)) };
  dispose(parts);
  return whole;
}

describe('train: accumulate', () => {
  it('makes the update of one large batch', async () => {
    const accumulated = await trained({ batches: toyBatches(4), accumulate: 4 });
    const large = await trained({ batches: [joined(toyBatches(4))] });
    for (const [index, weight] of accumulated.entries()) expect(weight).toBeCloseTo(large[index] as number, 6);
    expect(accumulated).not.toEqual(await trained({ batches: toyBatches(1) }));
  });

  it('gives the same bits again, and those of plain training for one batch a step', async () => {
    const plain = await trained({ batches: toyBatches(6) });
    expect(await trained({ batches: toyBatches(6), accumulate: 1 })).toEqual(plain);
    const accumulated = await trained({ batches: toyBatches(6), accumulate: 3 });
    expect(accumulated).not.toEqual(plain);
    expect(await trained({ batches: toyBatches(6), accumulate: 3 })).toEqual(accumulated);
  });

  it('counts updates, and makes one of what is left when an epoch ends', async () => {
    const seen = recorder();
    const result = await train(toyTraining(model, { batches: () => toyBatches(5), epochs: 2, accumulate: 2, observers: [seen] }));
    expect(result).toEqual({ steps: 6, epochs: 2, reason: 'completed' });
    expect(seen.events.map(({ epoch, step }) => [epoch, step])).toEqual([
      [1, 1],
      [1, 2],
      [1, 3],
      [2, 4],
      [2, 5],
      [2, 6],
    ]);
    expect(model.contexts.length).toBe(10);
  });

  it('takes the mean over the batches that are left, not over those that are missing', async () => {
    const rest = await trained({ batches: toyBatches(1), accumulate: 4, optimizer: sgd() });
    expect(rest).toEqual(await trained({ batches: toyBatches(1), optimizer: sgd() }));
  });

  it('ends in the middle of an epoch when the steps are done', async () => {
    expect(await train(toyTraining(model, { batches: toyBatches(9), steps: 2, accumulate: 2 }))).toEqual({
      steps: 2,
      epochs: 0,
      reason: 'completed',
    });
    expect(model.contexts.length).toBe(4);
  });

  it('tells observers the mean of the losses, and the norm of the mean of the gradients', async () => {
    const read = async (changes: Partial<TrainOptions<ToyBatch>>): Promise<number[]> => {
      const values: number[] = [];
      await trained({
        ...changes,
        observers: [{ onStepEnd: async (event) => void values.push(await event.loss(), await event.gradientNorm()) }],
      });
      return values;
    };
    const [loss, norm] = await read({ batches: toyBatches(4), accumulate: 4 });
    const [largeLoss, largeNorm] = await read({ batches: [joined(toyBatches(4))] });
    expect(loss).toBeCloseTo(largeLoss as number, 6);
    expect(norm).toBeCloseTo(largeNorm as number, 6);
  });

  it('gives each batch of a step random numbers of its own', async () => {
    await train(toyTraining(model, { batches: toyBatches(6), accumulate: 3 }));
    const drawn = model.contexts.map(({ random }) => random.uniform(1)[0]);
    expect(new Set(drawn).size).toBe(6);
    expect(drawn[4]).toBe(createRandom(0).split('step', 2).split('batch', 1).uniform(1)[0]);
  });

  it('refuses no batch', async () => {
    await expect(train(toyTraining(model, { accumulate: 0 }))).rejects.toThrow('train: accumulate must be a whole number of at least 1');
  });
});

describe('train: accumulate, tensors', () => {
  const fail = (): never => {
    throw new Error('on purpose');
  };
  const abort = (): Partial<TrainOptions<ToyBatch>> => {
    const controller = new AbortController();
    function* batches(): Generator<ToyBatch> {
      yield* toyBatches(4);
      controller.abort();
      yield* toyBatches(1);
    }
    return { batches, signal: controller.signal };
  };
  const ways: [string, () => Partial<TrainOptions<ToyBatch>>, number][] = [
    ['all steps', () => ({ batches: toyBatches(8) }), 3],
    ['an abort in the middle of one', abort, 1],
    [
      'batches that throw in the middle of one',
      () => ({
        *batches() {
          yield* toyBatches(5);
          fail();
        },
      }),
      1,
    ],
    ['an optimizer that throws', () => ({ batches: toyBatches(4), optimizer: { ...sgd(), update: fail } }), 0],
    ['a schedule that throws', () => ({ batches: toyBatches(4), learningRate: fail }), 0],
  ];

  it.each(ways)('none is left after %s', async (_, changes, steps) => {
    const seen = recorder();
    const before = memory();
    await train(toyTraining(model, { accumulate: 3, observers: [seen], ...changes() })).catch(() => undefined);
    expect(memory().numTensors).toBe(before.numTensors);
    expect(memory().numDataBuffers).toBe(before.numDataBuffers);
    expect(seen.events.length).toBe(steps);
  });
});

describe.each([
  ['cpu', cpuBackend],
  ['wasm', createWasmBackend({ threads: 1 })],
] as const)('accumulated gradients of a large table on %s', (name, adapter) => {
  const [rows, size] = [3000, 33];
  type Ids = { readonly ids: Tensor1D };

  beforeAll(async () => {
    await useBackend([adapter]);
    return async () => {
      await setBackend('cpu');
      if (name === 'wasm') removeBackend('wasm');
    };
  });

  it('update the rows of all batches, and no other', async () => {
    const values = createRandom(3).normal(rows * size);
    const run = async (batches: readonly number[][], accumulate: number): Promise<Float32Array> => {
      const table: Variable<Rank.R2> = tidy(() => variable(tensor2d(values, [rows, size])));
      const lookUp: Model<Ids> = {
        name: 'lookUp',
        config: {},
        parameters: { table },
        logits: ({ ids }) => embedding({ table, ids }),
        dispose: () => table.dispose(),
      };
      await train({
        model: lookUp,
        *batches(): Generator<Ids> {
          for (const ids of batches) yield { ids: tensor1d(ids, 'int32') };
        },
        loss: (logits) => mean(square(logits)) as Scalar,
        optimizer: adam({ touchedRowsOnly: () => true }),
        learningRate: 0.1,
        accumulate,
        random: createRandom(0),
      });
      const result = table.dataSync() as Float32Array;
      lookUp.dispose();
      return result.slice();
    };
    const before = memory().numTensors;
    const accumulated = await run(
      [
        [7, 2999],
        [7, 1500],
        [0, 2999],
      ],
      3,
    );
    const large = await run([[7, 2999, 7, 1500, 0, 2999]], 1);
    expect(memory().numTensors).toBe(before);
    const changed = new Set<number>();
    accumulated.forEach((value, place) => {
      if (value !== values[place]) changed.add(Math.floor(place / size));
      if (Math.abs(value - (large[place] as number)) > 1e-5) expect.fail(`element ${place} is ${value}, not ${large[place]}`);
    });
    expect([...changed]).toEqual([0, 7, 1500, 2999]);
  });
});
