import '@tensorflow/tfjs-backend-cpu';
import { memory, mul, type Scalar, scalar, setBackend, sum, type Tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { createRandom, type TensorTree } from '@tidegate/core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clipByGlobalNorm } from '../clipping/clip-by-global-norm.js';
import { sgd } from '../optimizers/sgd.js';
import { l2Penalty } from '../penalties/l2-penalty.js';
import { type DecayingSum, decayingSum, type Piece, squaresOf } from '../testing/decaying-sum.js';
import { logisticRegression, weightsOf } from '../testing/logistic-regression.js';
import { recorder } from '../testing/recorder.js';
import { crossEntropy, toyTraining } from '../testing/toy-training.js';
import { train } from './train.js';
import type { TrainOptions } from './train-options.js';

let model: DecayingSum;

/** Pieces of a sequence, all gone through once, by gradient descent. */
const options = (pieces: readonly number[][], changes: Partial<TrainOptions<Piece>> = {}): TrainOptions<Piece> => ({
  model,
  *batches(): Generator<Piece> {
    for (const piece of pieces) yield { inputs: tensor1d(piece) };
  },
  objective: squaresOf(model),
  optimizer: sgd(),
  learningRate: 0,
  random: createRandom(0),
  ...changes,
});

/** What observers read at each step. */
async function watch(training: TrainOptions<Piece>): Promise<{ losses: number[]; norms: number[] }> {
  const losses: number[] = [];
  const norms: number[] = [];
  await train({
    ...training,
    observers: [
      {
        async onStepEnd(event) {
          losses.push(await event.loss());
          norms.push(await event.gradientNorm());
        },
      },
    ],
  });
  return { losses, norms };
}

const decayOf = (): number => model.parameters.decay?.dataSync()[0] as number;

beforeAll(async () => {
  await setBackend('cpu');
});
beforeEach(() => {
  model = decayingSum(0.5);
});
afterEach(() => {
  model.dispose();
});

describe('train with an objective', () => {
  it('gives the same weights as with the loss that it is made of', async () => {
    const [first, second] = [logisticRegression(), logisticRegression()];
    const changes = { steps: 20, penalty: l2Penalty({ coefficient: 0.1 }), clip: clipByGlobalNorm(0.3) };
    await train(toyTraining(first, changes));
    await train(
      toyTraining(second, {
        ...changes,
        loss: undefined,
        objective: (batch, { context }) => ({ loss: crossEntropy(second.logits(batch, context), batch) }),
      }),
    );
    expect(weightsOf(second)).toEqual(weightsOf(first));
    expect(second.contexts.map(({ random }) => random.key)).toEqual(first.contexts.map(({ random }) => random.key));
    first.dispose();
    second.dispose();
  });

  it('needs either a loss or an objective', async () => {
    const loss = (logits: Tensor) => sum(logits) as Scalar;
    await expect(train(options([[1]], { loss }))).rejects.toThrow('train: loss must be absent where there is an objective');
    await expect(train(options([[1]], { objective: undefined }))).rejects.toThrow('unless there is an objective, but is undefined');
  });
});

describe('carried state', () => {
  it('goes on where the batch before has ended', async () => {
    const whole = await watch(options([[1, 2, 1, -3, 0.5, 4]]));
    const halves = await watch(
      options([
        [1, 2, 1],
        [-3, 0.5, 4],
      ]),
    );
    expect((halves.losses[0] as number) + (halves.losses[1] as number)).toBeCloseTo(2 * (whole.losses[0] as number), 5);
  });

  it('lets no gradient through the cut', async () => {
    // s = 1, 2.5, 2.25. The derivative of s_t^2 is 2 s_t s_(t-1) when s_(t-1) is given: 0, 5, 11.25; through all steps the last is 13.5.
    const { losses, norms } = await watch(options([[1], [2], [1]]));
    expect(losses).toEqual([1, 6.25, 5.0625]);
    expect(norms).toEqual([0, 5, 11.25]);
    const { norms: through } = await watch(options([[1, 2, 1]]));
    expect(through[0]).toBeCloseTo((0 + 5 + 13.5) / 3, 5);
  });

  it('begins anew in each epoch', async () => {
    const { losses } = await watch(options([[1], [2]], { epochs: 2 }));
    expect(losses).toEqual([1, 6.25, 1, 6.25]);
  });

  it('is forgotten when an objective carries nothing', async () => {
    const given: (TensorTree | undefined)[] = [];
    const objective: TrainOptions<Piece>['objective'] = (batch, step) => {
      given.push(step.carried);
      const result = squaresOf(model)(batch, step);
      return given.length === 1 ? result : { loss: result.loss };
    };
    await train(options([[1], [2], [3]], { objective }));
    expect(given.map((carried) => carried !== undefined)).toEqual([false, true, false]);
  });

  it('trains to the same bits again', async () => {
    const run = async (): Promise<number> => {
      model.dispose();
      model = decayingSum(0.5);
      await train(
        options(
          [
            [1, 2],
            [3, -1],
          ],
          { epochs: 3, learningRate: 0.01 },
        ),
      );
      return decayOf();
    };
    const first = await run();
    expect(first).not.toBe(0.5);
    expect(await run()).toBe(first);
  });
});

describe('carried state: tensors', () => {
  const pieces = [[1], [2], [3], [4]];
  const fail = (): never => {
    throw new Error('on purpose');
  };
  const controller = (): Partial<TrainOptions<Piece>> => {
    const abort = new AbortController();
    return { signal: abort.signal, observers: [{ onStepEnd: ({ step }) => void (step === 2 && abort.abort()) }] };
  };
  const objectiveThatFails = (how: (batch: Piece) => unknown): TrainOptions<Piece>['objective'] => {
    let calls = 0;
    return (batch, step) => {
      const result = squaresOf(model)(batch, step);
      return ++calls < 3 ? result : { ...result, loss: how(batch) as never };
    };
  };
  /** How training ends, and the steps that it has made then. */
  const ways: [string, () => Partial<TrainOptions<Piece>>, steps: number][] = [
    ['all batches', () => ({}), 4],
    ['steps', () => ({ steps: 3 }), 3],
    ['an abort', controller, 2],
    ['an observer', () => ({ observers: [{ onStepEnd: ({ step }) => (step === 2 ? 'stop' : undefined) }] }), 2],
    ['an objective that throws', () => ({ objective: objectiveThatFails(fail) }), 2],
    ['a loss that is no scalar', () => ({ objective: objectiveThatFails(({ inputs }) => mul(inputs, 2)) }), 2],
    ['a loss of nothing', () => ({ objective: objectiveThatFails(() => scalar(1)) }), 2],
    ['an optimizer that throws', () => ({ optimizer: { ...sgd(), update: fail } }), 0],
    ['accumulation', () => ({ accumulate: 3 }), 2],
    [
      'what it was given, carried on, and a tensor of the batch',
      () => ({
        objective: ({ inputs }, { carried }) => ({
          loss: mul(model.parameters.decay as Tensor, sum(inputs)) as Scalar,
          carried: { state: carried?.state ?? inputs, weight: model.parameters.decay as Tensor },
        }),
      }),
      4,
    ],
  ];

  it.each(ways)('are all freed after %s', async (_, changes, steps) => {
    const seen = recorder();
    const { observers = [], ...rest } = changes();
    const before = memory();
    await train(options(pieces, { ...rest, observers: [...observers, seen] })).catch(() => undefined);
    expect(memory().numTensors).toBe(before.numTensors);
    expect(memory().numDataBuffers).toBe(before.numDataBuffers);
    expect(seen.events.length).toBe(steps);
  });

  it('are freed when an epoch ends, before observers hear of it', async () => {
    const counts: number[] = [];
    const before = memory().numTensors;
    await train(options(pieces, { epochs: 2, observers: [{ onEpochEnd: () => void counts.push(memory().numTensors) }] }));
    expect(counts).toEqual([before, before]);
  });

  it('survive a tidy around the training', async () => {
    const batches = pieces.map((piece) => ({ inputs: tensor1d(piece) }));
    let training: Promise<unknown> | undefined;
    tidy(() => {
      training = train(options([], { batches, learningRate: 0.01 }));
    });
    await training;
    const inside = decayOf();
    model.dispose();
    model = decayingSum(0.5);
    await train(options(pieces, { learningRate: 0.01 }));
    expect(inside).toBe(decayOf());
    expect(inside).not.toBe(0.5);
  });
});
