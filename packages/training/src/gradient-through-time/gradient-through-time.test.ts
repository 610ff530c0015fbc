import '@tensorflow/tfjs-backend-cpu';
import {
  add,
  clone,
  customGrad,
  memory,
  mul,
  type Rank,
  type Scalar,
  setBackend,
  split,
  squeeze,
  sum,
  type Tensor,
  type Tensor2D,
  tensor2d,
  tidy,
  type Variable,
  variable,
  zeros,
} from '@tensorflow/tfjs-core';
import { createRandom, type ForwardContext, type Model, type StateGradient } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { sgd } from '../optimizers/sgd.js';
import { constant } from '../schedules/schedule.js';
import { train } from '../train/train.js';
import { gradientThroughTime } from './gradient-through-time.js';
import { observeGradientThroughTime } from './observer.js';

/** `inputs` `[batch, time]` */
type Sequences = { readonly inputs: Tensor2D };

/** The identity, which tells on the way back what arrives. */
function watched(state: Tensor, step: number, { watchStates }: ForwardContext, layer: string): Tensor {
  if (!watchStates) return state;
  return customGrad((given) => ({
    value: clone(given as Tensor),
    gradFunc: (gradient: Tensor) => {
      watchStates({ layer, part: 'h', step, gradient } satisfies StateGradient);
      return clone(gradient);
    },
  }))(state);
}

/** `h_t = weight h_(t-1) + x_t`; the logits are the last `h`, `[batch, 1]`, so that the gradient of their sum at step t is a power. */
function linear(weight: number, layer = 'encoder'): Model<Sequences> {
  const recurrentKernel: Variable<Rank.R2> = tidy(() => variable(tensor2d([[weight]])));
  return {
    name: 'linear',
    config: {},
    parameters: { recurrentKernel },
    logits({ inputs }, context) {
      let state: Tensor = zeros([inputs.shape[0], 1]);
      split(inputs, inputs.shape[1], 1).forEach((input, step) => {
        state = watched(add(mul(state, squeeze(recurrentKernel)), input), step, context, layer);
      });
      return state;
    },
    dispose: () => recurrentKernel.dispose(),
  };
}

const loss = (logits: Tensor): Scalar => sum(logits) as Scalar;
const batch = (): Sequences => ({ inputs: tensor2d([[1, 2, 3, 4]]) });

beforeAll(async () => {
  await setBackend('cpu');
});

describe('gradientThroughTime', () => {
  it.each([
    ['vanishes', 0.5, [0.125, 0.25, 0.5, 1]],
    ['stays', -1, [1, 1, 1, 1]],
    ['explodes', 2, [8, 4, 2, 1]],
  ])('shows that it %s where the weight is %d', async (_, weight, expected) => {
    const model = linear(weight);
    expect(await gradientThroughTime({ model, batch: batch(), loss })).toEqual({ 'encoder/h': expected });
    model.dispose();
  });

  it('is the norm over the whole batch, and 0 where nothing arrives', async () => {
    const model = linear(1);
    const two = {
      inputs: tensor2d([
        [1, 2, 3],
        [4, 5, 6],
      ]),
    };
    const [norm] = (await gradientThroughTime({ model, batch: two, loss }))['encoder/h'] as readonly number[];
    expect(norm).toBeCloseTo(Math.SQRT2, 6);
    const late = {
      ...model,
      logits: (given: Sequences, context: ForwardContext) =>
        watched(model.logits(given, { ...context, watchStates: undefined as never }), 2, context, ''),
    };
    expect(await gradientThroughTime({ model: late, batch: two, loss })).toEqual({ h: [0, 0, expect.closeTo(Math.SQRT2, 6)] });
    model.dispose();
  });

  it('takes an objective too', async () => {
    const model = linear(2);
    const given = batch();
    const objective = (sequences: Sequences, { context }: { readonly context: ForwardContext }) => ({
      loss: mul(loss(model.logits(sequences, context)), 10) as Scalar,
      carried: { state: sequences.inputs },
    });
    expect(await gradientThroughTime({ model, batch: given, objective })).toEqual({ 'encoder/h': [80, 40, 20, 10] });
    await expect(gradientThroughTime({ model, batch: given, objective, loss })).rejects.toThrow('gradientThroughTime: loss must be absent');
    model.dispose();
  });

  it('leaves no tensor and not the weights changed, and the batch to the caller', async () => {
    const model = linear(2);
    const given = batch();
    const before = memory().numTensors;
    await gradientThroughTime({ model, batch: given, loss });
    expect(memory().numTensors).toBe(before);
    expect(given.inputs.isDisposed).toBe(false);
    const fail = (): never => {
      throw new Error('on purpose');
    };
    await expect(gradientThroughTime({ model, batch: given, loss: fail })).rejects.toThrow('on purpose');
    await expect(gradientThroughTime({ model, batch: given, loss: (logits) => logits as Scalar })).rejects.toThrow('must be a scalar');
    expect(memory().numTensors).toBe(before);
    model.dispose();
  });

  it('names the cause when a model tells of no state', async () => {
    const model = linear(2);
    const silent: Model<Sequences> = { ...model, logits: (given) => model.logits(given, { training: false, random: createRandom(0) }) };
    await expect(gradientThroughTime({ model: silent, batch: batch(), loss })).rejects.toThrow('linear has told of no state');
    model.dispose();
  });
});

describe('observeGradientThroughTime', () => {
  it('reports every so many steps, with the weights of then', async () => {
    const model = linear(1);
    const reports: [number, readonly number[]][] = [];
    const before = memory().numTensors;
    await train({
      model,
      batches: Array.from({ length: 4 }, () => ({ inputs: tensor2d([[1, 0]]) })),
      loss,
      optimizer: sgd(),
      learningRate: constant(0.25),
      random: createRandom(0),
      observers: [
        observeGradientThroughTime({
          model,
          batch,
          loss,
          every: 2,
          report: (norms, { step }) => void reports.push([step, norms['encoder/h'] as readonly number[]]),
        }),
      ],
    });
    expect(memory().numTensors).toBe(before);
    // The loss of each batch is the weight itself, so that each step takes 0.25 from it.
    expect(reports).toEqual([
      [2, [0.125, 0.25, 0.5, 1]],
      [4, [0, 0, 0, 1]],
    ]);
    model.dispose();
  });

  it('refuses an interval of nothing', () => {
    expect(() => observeGradientThroughTime({ model: linear(1), batch, loss, every: 0, report: () => undefined })).toThrow(
      'observeGradientThroughTime: every must be a whole number of at least 1',
    );
  });
});
