import { memory, sigmoid, tensor, tensor3d, tidy, type Variable } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, useBackend } from '@tidegate/core';
import { bitsToNumber, numberToBits, sampledPairs } from '@tidegate/datasets';
import { modelGates, type SequenceTagger, sequenceTagger } from '@tidegate/models';
import { beforeAll, describe, expect, it } from 'vitest';
import { carriesOf } from './carries.js';
import { findCarryUnit } from './find-carry-unit.js';
import { traceSum } from './trace-sum.js';

const bits = 6;
const random = createRandom(4);
const sums = [...sampledPairs({ bits, random, count: 40 })];
const make = (settings = {}): SequenceTagger =>
  sequenceTagger({ inputSize: 2, outputSize: 1, cell: 'gru', hiddenSize: 5, layers: 2, ...settings }, random);

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

/**
 * A network of one layer of three sigmoid units, of which the first is the carry, high where at least two of three bits are ones. With
 * `inverted`, the last is the opposite, and more sharply so.
 */
function adderByHand(inverted: boolean): SequenceTagger {
  const model = make({ cell: 'rnn', hiddenSize: 3, layers: 1, activation: 'sigmoid' });
  const opposite = inverted ? -20 : 0;
  const weights = {
    'encoder/0/inputKernel': [8, 0, opposite, 8, 0, opposite],
    'encoder/0/recurrentKernel': [8, 0, opposite, 0, 0, 0, 0, 0, 0],
    'encoder/0/bias': [-12, 0, -1.5 * opposite],
  };
  for (const [name, values] of Object.entries(weights)) {
    const parameter = model.parameters[name] as Variable;
    tidy(() => parameter.assign(tensor(values, parameter.shape)));
  }
  return model;
}

describe('traceSum', () => {
  it("tells the model's own probabilities and hidden states, bit by bit", async () => {
    const model = make();
    const { columns, hidden, layers } = await traceSum(model, { first: 13, second: 7 }, bits);
    const inputs = tensor3d([numberToBits(13, bits).map((bit, step) => [bit, numberToBits(7, bits)[step] as number])]);
    const expected = sigmoid(model.logits({ inputs }, { training: false, random })).dataSync();
    expect(columns.map(({ probability }) => probability)).toEqual([...expected]);
    const gates = modelGates(model, { inputs });
    for (const [layer, units] of hidden.entries()) {
      const values = gates[`encoder/${layer}/hidden`]?.dataSync() ?? [];
      expect(units).toHaveLength(5);
      for (const [unit, states] of units.entries())
        expect(states).toEqual(Array.from({ length: bits }, (_, step) => values[5 * step + unit]));
    }
    expect(layers).toEqual([{ number: 1 }, { number: 2 }]);
    model.dispose();
  });

  it('tells how it is done on paper', async () => {
    const model = make();
    const { columns } = await traceSum(model, { first: 13, second: 7 }, bits);
    expect(bitsToNumber(columns.map(({ sum }) => sum))).toBe(20);
    expect(columns.map(({ carryIn }) => carryIn)).toEqual([0, 1, 1, 1, 1, 0]);
    expect(columns.map(({ carryOut }) => carryOut)).toEqual([1, 1, 1, 1, 0, 0]);
    model.dispose();
  });

  it('names both directions of a layer, and leaves nothing behind', async () => {
    const before = memory().numTensors;
    const model = make({ layers: 1, bidirectional: true });
    const { layers } = await traceSum(model, { first: 1, second: 2 }, bits);
    expect(layers).toEqual([
      { number: 1, direction: 'forward' },
      { number: 1, direction: 'backward' },
    ]);
    model.dispose();
    expect(memory().numTensors).toBe(before);
  });
});

describe('findCarryUnit', () => {
  it.each([
    ['the carry', false, { layer: 0, unit: 0 }, 1],
    ['its opposite', true, { layer: 0, unit: 2 }, -1],
  ] as const)('finds %s', async (_name, inverted, place, sign) => {
    const model = adderByHand(inverted);
    const { hidden } = await traceSum(model, { first: 13, second: 7 }, bits);
    const carried = [1, 1, 1, 1, 0, 0];
    for (const [step, carry] of carried.entries()) expect(hidden[0]?.[place.unit]?.[step]).toBeCloseTo(inverted ? 1 - carry : carry, 1);
    const { best, correlations, sums: count } = await findCarryUnit(model, sums, bits);
    expect(best).toMatchObject(place);
    expect(sign * best.correlation).toBeGreaterThan(0.99);
    expect(correlations[0]?.[1]).toBe(0);
    expect(count).toBe(40);
    model.dispose();
  });

  it('looks at no step after which nothing is to be remembered', async () => {
    expect(sums.every(({ first, second }) => carriesOf(first, second, bits).at(-1) === 0)).toBe(true);
    const before = memory().numTensors;
    const model = make();
    const { correlations } = await findCarryUnit(model, sums, bits);
    expect(correlations.map((units) => units.length)).toEqual([5, 5]);
    expect(correlations.flat().every((found) => Math.abs(found) < 1)).toBe(true);
    model.dispose();
    expect(memory().numTensors).toBe(before);
  });
});
