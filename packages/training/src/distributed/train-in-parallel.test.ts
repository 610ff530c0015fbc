import {
  div,
  maximum,
  memory,
  mul,
  removeBackend,
  type Scalar,
  setBackend,
  sigmoid,
  square,
  sub,
  sum,
  type Tensor,
  tensor2d,
  tidy,
} from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createWasmBackend } from '@tidegate/backend-wasm';
import { useBackend } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { clipByGlobalNorm } from '../clipping/clip-by-global-norm.js';
import type { Optimizer } from '../optimizers/optimizer.js';
import { sgd } from '../optimizers/sgd.js';
import { l2Penalty } from '../penalties/l2-penalty.js';
import { byRows, dealRows } from '../testing/deal-rows.js';
import { localGroups } from '../testing/local-groups.js';
import { logisticRegression, type ToyBatch, toyBatches, weightsOf } from '../testing/logistic-regression.js';
import { toyTraining } from '../testing/toy-training.js';
import { train } from '../train/train.js';
import type { TrainOptions } from '../train/train-options.js';
import type { DataParallel } from './data-parallel.js';

type Masked = ToyBatch & { readonly mask: Tensor };
type Changes = Omit<Partial<TrainOptions<ToyBatch>>, 'batches' | 'observers'> & { readonly data?: (epoch: number) => Iterable<ToyBatch> };

/** Some rows count three times, some not at all: those of a whole rank among them. */
function* maskedBatches(): Generator<Masked> {
  for (const batch of toyBatches(10)) yield { ...batch, mask: tensor2d([0, 0, 1, 3, 1, 1, 0, 1], [8, 1]) };
}
/** The third batch, and the last two, have no row that counts. */
function* partlyEmptyBatches(): Generator<Masked> {
  let batches = 0;
  for (const batch of maskedBatches()) {
    batches++;
    yield batches === 3 || batches > 8 ? { ...batch, mask: tidy(() => mul(batch.mask, 0)) } : batch;
    if (batches === 3 || batches > 8) batch.mask.dispose();
  }
}
const maskedLoss = (logits: Tensor, { targets, mask }: ToyBatch & Partial<Masked>): Scalar =>
  div(sum(mul(square(sub(sigmoid(logits), targets)), mask as Tensor)), maximum(sum(mask as Tensor), 1));
const sumOfMask = (batch: ToyBatch): number => tidy(() => sum((batch as Masked).mask).dataSync()[0] as number);

/** Each epoch ends with a batch of two rows, of which some processes have none. */
function* unevenBatches(epoch: number): Generator<ToyBatch> {
  yield* toyBatches(4, epoch);
  yield* toyBatches(1, 10 + epoch, 2);
}

/** The losses and gradient norms of all steps, and the weights after them. */
async function trained(changes: Changes, parallel?: DataParallel<ToyBatch>) {
  const model = logisticRegression();
  const { data = () => toyBatches(10), ...rest } = changes;
  const seen: number[] = [];
  const result = await train(
    toyTraining(model, {
      ...rest,
      batches: (epoch) => (parallel ? dealRows(data(epoch), parallel.group) : data(epoch)),
      observers: [{ onStepEnd: async (event) => void seen.push(await event.loss(), await event.gradientNorm()) }],
      ...(parallel && { parallel }),
    }),
  );
  const weights = weightsOf(model);
  model.dispose();
  return { result, seen, weights };
}

function together(size: number, changes: Changes, weightOf?: (batch: ToyBatch) => number) {
  return Promise.all(localGroups(size).map((group) => trained(changes, byRows(group, weightOf))));
}

function expectClose(found: readonly number[], wanted: readonly number[], relative: number): void {
  expect(found.length).toBe(wanted.length);
  found.forEach((value, place) => {
    const expected = wanted[place] as number;
    if (!(Math.abs(value - expected) <= relative * Math.max(1e-1, Math.abs(expected)))) expect.fail(`${place}: ${value}, not ${expected}`);
  });
}

describe.each([
  ['cpu', cpuBackend],
  ['wasm', createWasmBackend({ threads: 1 })],
] as const)('training in parallel on %s', (name, adapter) => {
  beforeAll(async () => {
    await useBackend([adapter]);
    return async () => {
      await setBackend('cpu');
      if (name === 'wasm') removeBackend('wasm');
    };
  });

  const trainings: [string, Changes, ((batch: ToyBatch) => number)?][] = [
    ['adam', {}],
    [
      'momentum, a penalty and clipping',
      { optimizer: sgd({ momentum: 0.9 }) as Optimizer, penalty: l2Penalty({ coefficient: 0.1 }), clip: clipByGlobalNorm(0.1) },
    ],
    ['batches of which some have no rows', { data: unevenBatches, epochs: 3 }],
    ['several batches a step, some of them without rows', { data: unevenBatches, epochs: 3, accumulate: 3 }],
    ['rows of unequal weights', { data: maskedBatches, loss: maskedLoss }, sumOfMask],
    ['batches without any weight', { data: partlyEmptyBatches, loss: maskedLoss }, sumOfMask],
    ['batches without any weight, several a step', { data: partlyEmptyBatches, loss: maskedLoss, accumulate: 2 }, sumOfMask],
    ['rows of unequal weights, several batches a step', { data: maskedBatches, loss: maskedLoss, accumulate: 4 }, sumOfMask],
  ];

  it.each(trainings)('follows one process with the whole batches: %s', async (_, changes, weightOf) => {
    const alone = await trained(changes);
    const before = memory();
    for (const size of [1, 2, 3, 4]) {
      const all = await together(size, changes, weightOf);
      for (const one of all) expect(one).toEqual(all[0]);
      const [{ result, seen, weights }] = all as [Awaited<ReturnType<typeof trained>>];
      expect(result).toEqual(alone.result);
      expectClose(seen, alone.seen, 1e-5);
      expectClose(weights, alone.weights, 1e-4);
      // The same bits again.
      if (size === 3) expect(await together(size, changes, weightOf)).toEqual(all);
    }
    expect(memory().numTensors).toBe(before.numTensors);
    expect(memory().numDataBuffers).toBe(before.numDataBuffers);
  });
});
