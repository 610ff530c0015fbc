import '@tensorflow/tfjs-backend-cpu';
import { readFileSync } from 'node:fs';
import { memory, scalar, setBackend, tensor, tensor1d } from '@tensorflow/tfjs-core';
import { flattenTree, type TensorTree } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { adam, adamw } from './adam.js';
import type { ByParameter, Optimizer } from './optimizer.js';
import { rmsprop } from './rmsprop.js';
import { sgd } from './sgd.js';

type Values = Record<string, number[]>;

/** What PyTorch makes of the same gradients; see its recorder, tooling/fixtures/record_optimizers.py. */
const recorded = JSON.parse(readFileSync(new URL('../../../../tooling/fixtures/recorded/optimizers.json', import.meta.url), 'utf8')) as {
  shapes: Record<string, number[]>;
  initial: Values;
  learningRates: number[];
  gradients: Values[];
  parametersAfterStep: Record<string, Values[]>;
};

const optimizers: Record<string, Optimizer> = {
  sgd: sgd(),
  'sgd-momentum': sgd({ momentum: 0.9 }),
  'sgd-nesterov': sgd({ momentum: 0.8, nesterov: true }),
  rmsprop: rmsprop({ smoothing: 0.95, epsilon: 1e-6 }),
  'rmsprop-momentum': rmsprop({ smoothing: 0.9, momentum: 0.7 }),
  adam: adam(),
  'adam-betas': adam({ beta1: 0.8, beta2: 0.95, epsilon: 1e-3 }),
  adamw: adamw({ weightDecay: 0.1 }),
};

const tensorsOf = (values: Values): ByParameter =>
  Object.fromEntries(Object.entries(values).map(([name, numbers]) => [name, tensor(numbers, recorded.shapes[name])]));

beforeAll(async () => {
  await setBackend('cpu');
});

describe('optimizers', () => {
  it('are all recorded', () => {
    expect(Object.keys(recorded.parametersAfterStep).sort()).toEqual(Object.keys(optimizers).sort());
  });

  it.each(Object.entries(optimizers))('%s agrees with PyTorch after each step', (label, optimizer) => {
    let parameters = tensorsOf(recorded.initial);
    let state: TensorTree = optimizer.init(parameters);
    recorded.gradients.forEach((gradients, index) => {
      const learningRate = recorded.learningRates[index] as number;
      ({ parameters, state } = optimizer.update({ parameters, gradients: tensorsOf(gradients), state, learningRate, step: index + 1 }));
      const expected = recorded.parametersAfterStep[label]?.[index] as Values;
      for (const [name, values] of Object.entries(expected)) {
        parameters[name]?.dataSync().forEach((value, i) => {
          expect(Math.abs(value - (values[i] as number))).toBeLessThan(2e-6);
        });
      }
    });
  });

  it.each(Object.entries(optimizers))('%s is pure: it disposes nothing and makes only what it returns', (_, optimizer) => {
    const parameters = tensorsOf(recorded.initial);
    const gradients = tensorsOf(recorded.gradients[0] as Values);
    const state = optimizer.init(parameters);
    const before = memory().numTensors;
    const first = optimizer.update({ parameters, gradients, state, learningRate: 0.1, step: 1 });
    expect(memory().numTensors - before).toBe(Object.keys(first.parameters).length + flattenTree(first.state).length);
    const second = optimizer.update({ parameters, gradients, state, learningRate: 0.1, step: 1 });
    expect(flattenTree(second.parameters).map(([, t]) => t.dataSync())).toEqual(flattenTree(first.parameters).map(([, t]) => t.dataSync()));
  });

  it.each(Object.entries(optimizers))('%s names a parameter without a gradient', (_, optimizer) => {
    const parameters = { weight: tensor1d([1]) };
    const update = { parameters, gradients: {}, state: optimizer.init(parameters), learningRate: 1, step: 1 };
    expect(() => optimizer.update(update)).toThrow(`${optimizer.name}: gradients["weight"] must be a tensor`);
  });

  it('keeps no state that it does not need', () => {
    const parameters = { weight: scalar(1) };
    expect(flattenTree(sgd().init(parameters))).toEqual([]);
    expect(flattenTree(rmsprop().init(parameters)).map(([path]) => path)).toEqual(['meanSquare/weight']);
    expect(flattenTree(adam().init(parameters)).map(([path]) => path)).toEqual(['firstMoment/weight', 'secondMoment/weight']);
  });

  it('refuses options out of range', () => {
    expect(() => sgd({ momentum: 1 })).toThrow('sgd: momentum must be a finite number from 0 to below 1, but is 1');
    expect(() => sgd({ nesterov: true })).toThrow('sgd: momentum must be above 0 with nesterov: true');
    expect(() => rmsprop({ smoothing: -0.1 })).toThrow('rmsprop: smoothing');
    expect(() => adam({ beta2: 1 })).toThrow('adam: beta2');
    expect(() => adamw({ weightDecay: -1 })).toThrow('adamw: weightDecay');
  });
});
