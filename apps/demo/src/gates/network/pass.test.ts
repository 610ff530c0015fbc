import { memory, mul, tensor3d } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { gru, layerGates, lstm, recurrent, scan } from '@tidegate/cells';
import { createRandom, mapTree, type TensorTree, useBackend } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { readNumbers, readText, type Sequence } from '../sequence/read-sequence.js';
import { computePass, type Pass, type PassRequest } from './pass.js';
import { plainPass } from './testing/plain-pass.js';

const text = readText('to be, or not to be') as Sequence;
const numbers = readNumbers('0.5, -1, 2, 0, 3, -0.25') as Sequence;
const request: PassRequest = { cell: 'lstm', units: 3, seed: 7, scale: 2, preset: 'random', sequence: text, changes: [], holds: [] };

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

/** The largest difference between two sets of values of the same names. */
function difference(one: Pass['values'], other: Pass['values']): number {
  expect(Object.keys(one)).toEqual(Object.keys(other));
  const pairs = Object.entries(one).flatMap(([name, rows]) =>
    rows.flatMap((row, step) =>
      row.map((value, unit) => Math.abs(value - (other[name as keyof Pass['values']]?.[step]?.[unit] as number))),
    ),
  );
  expect(pairs.length).toBeGreaterThan(0);
  return Math.max(...pairs);
}

describe('computePass', () => {
  it.each(['lstm', 'gru'] as const)('gives what layerGates gives for the %s of the seed, and what scan puts out', async (name) => {
    for (const sequence of [text, numbers]) {
      const { values } = await computePass({ ...request, cell: name, sequence });
      const sizes = { inputSize: sequence.features.length, hiddenSize: 3 };
      const cell = name === 'lstm' ? lstm(sizes) : gru(sizes);
      const inputs = tensor3d([sequence.rows] as number[][][]);
      const params = mapTree(cell.createParams(createRandom(7)) as TensorTree, (tensor) => mul(tensor, 2));
      const gates = layerGates(recurrent(cell as ReturnType<typeof gru>), params as never, inputs);
      const expected = Object.entries(gates).map(([gate, tensor]) => [gate, (tensor.arraySync() as number[][][])[0]]);
      expect(values).toEqual(Object.fromEntries(expected));
      const { outputs } = scan(cell as ReturnType<typeof gru>, params as never, inputs);
      expect(difference({ hidden: values.hidden ?? [] }, { hidden: outputs.arraySync()[0] as number[][] })).toBeLessThan(1e-6);
    }
  });

  it.each(['lstm', 'gru'] as const)('gives what plain loops give for the %s, with weights changed and gates held', async (cell) => {
    const changes = [
      { kernel: 'inputKernel', row: 2, block: 1, unit: 0, value: 2.5 },
      { kernel: 'recurrentKernel', row: 1, block: 2, unit: 2, value: -3 },
      { kernel: 'bias', row: 0, block: 0, unit: 1, value: 1.5 },
      { kernel: 'bias', row: 0, block: 0, unit: 1, value: -1.5 },
    ] as const;
    const holds = [
      { block: 0, unit: 0, value: 0.3, from: 4, to: 18 },
      { block: 1, unit: 2, value: 1, from: 0, to: 18 },
      { block: 1, unit: 1, value: 0, from: 6, to: 6 },
    ];
    const changed: PassRequest = { ...request, cell, changes, holds };
    const pass = await computePass(changed);
    expect(pass.weights.bias?.data[1]).toBe(-1.5);
    expect(pass.drawn.bias?.data[1]).toBe(0);
    expect(difference(pass.values, plainPass(changed, pass.weights))).toBeLessThan(1e-5);
    const gate = cell === 'lstm' ? pass.values.forget : pass.values.update;
    expect(gate?.map((row) => row[2])).toEqual(text.rows.map(() => 1));
    expect(gate?.[6]?.[1]).toBeCloseTo(0, 6);
  });

  it('leaves no tensor', async () => {
    const before = memory().numTensors;
    await computePass({ ...request, holds: [{ block: 0, unit: 0, value: 0.5, from: 0, to: 3 }] });
    await expect(computePass({ ...request, changes: [{ kernel: 'bias', row: 0, block: 9, unit: 0, value: 1 }] })).rejects.toThrow(
      'changeWeights',
    );
    expect(memory().numTensors).toBe(before);
  });

  it('gives the cell its own numbers where a gate is held at none of the steps', async () => {
    for (const cell of ['lstm', 'gru'] as const) {
      const free = await computePass({ ...request, cell });
      const held = await computePass({ ...request, cell, holds: [{ block: 0, unit: 0, value: 0.5, from: 40, to: 50 }] });
      expect(held.values).toEqual(free.values);
    }
  });
});

describe('the ready-made weights', () => {
  const first = (pass: Pass, name: keyof Pass['values']): number[] => (pass.values[name] ?? []).map((row) => row[0] as number);

  it.each(['lstm', 'gru'] as const)('remember the first sign in the %s, and no other', async (cell) => {
    for (const [one, other] of [
      ['a cab came', 'b cab came'],
      ['1, 5, -10, 0, 0, 3', '-10, 5, -10, 0, 0, 3'],
    ] as const) {
      const read = (written: string) => (written.includes(',') ? readNumbers(written) : readText(written)) as Sequence;
      const state = cell === 'lstm' ? 'cell' : 'hidden';
      const kept = first(await computePass({ ...request, cell, preset: 'remember', sequence: read(one) }), state);
      for (const value of kept) expect(Math.abs(value - (kept[0] as number))).toBeLessThan(1e-3);
      const different = first(await computePass({ ...request, cell, preset: 'remember', sequence: read(other) }), state);
      expect(Math.abs((different[0] as number) - (kept[0] as number))).toBeGreaterThan(0.05);
    }
  });

  it('count the spaces in the LSTM, and go towards one in the GRU', async () => {
    const sequence = readText('a b c  d') as Sequence;
    const counted = [0, 1, 1, 2, 2, 3, 4, 4];
    const lstmCounts = first(await computePass({ ...request, preset: 'count', sequence }), 'cell');
    const gruCounts = first(await computePass({ ...request, cell: 'gru', preset: 'count', sequence }), 'hidden');
    counted.forEach((count, step) => {
      expect(lstmCounts[step]).toBeCloseTo(count, 2);
      expect(gruCounts[step]).toBeCloseTo(1 - 0.8 ** count, 2);
    });
  });

  it('count the numbers above one half', async () => {
    const sequence = readNumbers('0, 1, 2, -1, 1, 0') as Sequence;
    const counts = first(await computePass({ ...request, preset: 'count', sequence }), 'cell');
    [0, 1, 2, 2, 3, 3].forEach((count, step) => {
      expect(counts[step]).toBeCloseTo(count, 2);
    });
  });

  it.each([
    ['lstm', 'cell', [0.25, 0.5, 0, 0.25, 0.5, 0.75]],
    ['gru', 'hidden', [0.2, 0.36, 0, 0.2, 0.36, 0.488]],
  ] as const)('forget at a space in the %s', async (cell, state, expected) => {
    const sequence = readText('ab cde') as Sequence;
    const kept = first(await computePass({ ...request, cell, preset: 'forget', sequence }), state);
    expected.forEach((value, step) => {
      expect(kept[step]).toBeCloseTo(value, 2);
    });
  });
});
