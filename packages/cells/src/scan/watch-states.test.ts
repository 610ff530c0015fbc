import { grads, type Rank, type Tensor, type Tensor2D, type Tensor3D, tensor1d, tensor3d, zeros } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, type ForwardContext, type SequenceLayer, type StateGradient, useBackend } from '@tidegate/core';
import { expectClose, normalTensor, weightedBy } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { lstm } from '../cells/lstm.js';
import { rnn } from '../cells/rnn.js';
import { bidirectional } from '../layers/bidirectional.js';
import { recurrent } from '../layers/recurrent.js';
import { stack } from '../layers/stack.js';
import { at, type Matrix, matrixOf, noisyParams, plus, stepsOf, times, type Vector } from '../testing/vectors.js';
import { scan } from './scan.js';

const random = createRandom(31);
const [time, size] = [6, 4];

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

interface Told extends Omit<StateGradient, 'gradient'> {
  readonly values: Vector;
}

/** What a watcher is told while `run` is differentiated with respect to its inputs. */
function watchedDuring(run: (context: ForwardContext, inputs: Tensor3D) => Tensor, inputs: Tensor3D): Told[] {
  const told: Told[] = [];
  const watchStates = ({ gradient, ...place }: StateGradient): void => {
    told.push({ ...place, values: [...gradient.dataSync()] });
  };
  grads((given: Tensor) => run({ training: true, random, watchStates }, given as Tensor3D))([inputs]);
  return told;
}

/** `dL/dh_t` of an RNN with tanh by the chain rule, written out: what the output asks for, and what comes back from the next step. */
function byHand(recurrentKernel: Matrix, outputs: Matrix, weights: Matrix): Matrix {
  const transposed = recurrentKernel.map((_, row) => recurrentKernel.map((columns) => at(columns, row)));
  const gradients: Vector[] = [];
  for (let step = outputs.length - 1; step >= 0; step--) {
    const next = gradients[0];
    const h = outputs[step + 1];
    const back =
      next && h
        ? times(
            next.map((value, u) => value * (1 - at(h, u) ** 2)),
            transposed,
          )
        : new Array(size).fill(0);
    gradients.unshift(plus(weights[step] as Vector, back));
  }
  return gradients;
}

const norm = (vector: Vector): number => Math.sqrt(vector.reduce((total, value) => total + value ** 2, 0));

describe('a watcher of states', () => {
  const cell = rnn({ inputSize: 3, hiddenSize: size });
  const inputs = () => normalTensor<Rank.R3>(random.split('inputs'), [1, time, 3]);
  const weights = () => normalTensor<Rank.R3>(random.split('weights'), [1, time, size]);

  it('is told the gradient of each state, the last step first', () => {
    const params = noisyParams(cell, random);
    const told = watchedDuring((context, given) => weightedBy([scan(cell, params, given, { context }).outputs], [weights()]), inputs());
    expect(told.map(({ step }) => step)).toEqual([5, 4, 3, 2, 1, 0]);
    expect(new Set(told.map(({ layer, part }) => `${layer}|${part}`))).toEqual(new Set(['|h']));
    const expected = byHand(matrixOf(params.recurrentKernel), stepsOf(scan(cell, params, inputs()).outputs), stepsOf(weights()));
    for (const { step, values } of told) expectClose(`step ${step}`, values, expected[step] ?? [], 1e-6);
  });

  it('sees gradients vanish with small weights, and explode with large ones', () => {
    const lastOnly = tensor3d([[...new Array(time - 1).fill([0, 0, 0, 0]), [1, 1, 1, 1]]]);
    const quiet = zeros<Rank.R3>([1, time, 3]);
    // At rest tanh has slope 1, and an orthogonal kernel changes a norm by its gain alone.
    for (const gain of [0.1, 3]) {
      const still = rnn({ inputSize: 3, hiddenSize: size, recurrentInitializer: { kind: 'orthogonal', gain } });
      const params = still.createParams(random);
      const run = (context: ForwardContext, given: Tensor3D): Tensor =>
        weightedBy([scan(still, params, given, { context }).outputs], [lastOnly]);
      const norms = new Array<number>(time);
      for (const { step, values } of watchedDuring(run, quiet)) norms[step] = norm(values);
      const last = norm([1, 1, 1, 1]);
      norms.forEach((value, step) => {
        expect(value / (last * gain ** (time - 1 - step))).toBeCloseTo(1, 5);
      });
    }
  });

  it('is told nothing of a sequence at its padding, and places in the inputs in reverse', () => {
    const params = noisyParams(cell, random);
    const lengths = tensor1d([2], 'int32');
    const told = watchedDuring(
      (context, given) => weightedBy([scan(cell, params, given, { context, lengths, reverse: true }).outputs], [weights()]),
      inputs(),
    );
    expect(told.filter(({ values }) => values.some((value) => value !== 0)).map(({ step }) => step)).toEqual([0, 1]);
  });

  it('is told of both parts of an LSTM what its rest says of the state that it starts from', () => {
    const long = lstm({ inputSize: 3, hiddenSize: size });
    const params = noisyParams(long, random);
    const told = watchedDuring((context, given) => weightedBy([scan(long, params, given, { context }).outputs], [weights()]), inputs());
    const steps = (from: number, to: number, of: Tensor3D): Tensor3D => tensor3d([of.arraySync()[0]?.slice(from, to) ?? []]);
    for (const step of [0, 2, 4]) {
      const { state } = scan(long, params, steps(0, step + 1, inputs()));
      const rest = (h: Tensor, c: Tensor): Tensor =>
        weightedBy(
          [scan(long, params, steps(step + 1, time, inputs()), { state: { h: h as Tensor2D, c: c as Tensor2D } }).outputs],
          [steps(step + 1, time, weights())],
        );
      const [h, c] = grads(rest)([state.h, state.c]) as [Tensor, Tensor];
      const of = (part: string): Vector => told.find((other) => other.step === step && other.part === part)?.values ?? [];
      expectClose(`c after step ${step}`, of('c'), c.dataSync(), 1e-6);
      expectClose(`h after step ${step}`, of('h'), plus([...h.dataSync()], stepsOf(weights())[step] ?? []), 1e-6);
    }
  });

  it('knows each layer of a network by its path', () => {
    const both = bidirectional({ forward: cell, backward: cell });
    const deep: SequenceLayer = stack([both, recurrent(rnn({ inputSize: 2 * size, hiddenSize: size }))]);
    const params = deep.createParams(random);
    const told = watchedDuring((context, given) => weightedBy([deep.run(params, given, { context }).outputs], [weights()]), inputs());
    expect([...new Set(told.map(({ layer }) => layer))].sort()).toEqual(['0/backward', '0/forward', '1']);
    expect(told).toHaveLength(3 * time);
  });
});
