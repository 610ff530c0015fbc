import {
  add,
  backend,
  dispose,
  engine,
  memory,
  removeBackend,
  reshape,
  type Tensor,
  tensor,
  tensor2d,
  tidy,
  zeros,
} from '@tensorflow/tfjs-core';
import { createRandom, useBackend } from '@tidegate/core';
import { adamUpdate, clipByGlobalNorm, EmbeddingGradient, rmspropUpdate, sgdUpdate } from '@tidegate/ops';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWasmBackend } from '../adapter.js';
import type { WasmTensors } from '../tensors/wasm-tensors.js';
import { expectSameBits } from '../testing/expect-same-bits.js';

const [rows, columns] = [3000, 33];
const tokens = [7, 2999, 7, 0, 1500, 2999, 7];

beforeAll(async () => {
  await useBackend([createWasmBackend({ threads: 2 })]);
});
afterAll(() => removeBackend('wasm'));

const wasm = (): WasmTensors => backend() as WasmTensors;
const arriving = (): Float32Array => createRandom(41).normal(tokens.length * columns);

/** Held by its touched rows, as the kernel makes it. */
function gradient(values = arriving()): Tensor {
  const ids = tensor(Int32Array.from(tokens), [tokens.length], 'int32');
  const outputGradient = tensor2d(values, [tokens.length, columns]);
  const result = engine().runKernel(EmbeddingGradient, { ids, outputGradient }, { rows }) as Tensor;
  dispose([ids, outputGradient]);
  return result;
}

/** What it holds, added up in plain loops. */
function denseValues(values = arriving()): Float32Array {
  const dense = new Float32Array(rows * columns);
  tokens.forEach((row, token) => {
    for (let column = 0; column < columns; column++) {
      const place = row * columns + column;
      dense[place] = (dense[place] as number) + (values[token * columns + column] as number);
    }
  });
  return dense;
}

const dense = (): Tensor => tensor2d(denseValues(), [rows, columns]);

describe('the gradient of a large table', () => {
  it('is held by the rows that are touched, ascending', () => {
    const held = wasm().touchedRows(gradient());
    expect(held).toMatchObject({ count: 4, columns });
    expect([...wasm().memorySpace.integers(held?.rows as number, 4)]).toEqual([0, 7, 1500, 2999]);
  });

  it('becomes dense when somebody reads it', () => {
    const held = gradient();
    expectSameBits(held.dataSync(), denseValues());
    expect(wasm().touchedRows(held)).toBeUndefined();
    expectSameBits(held.dataSync(), denseValues());
  });

  it('becomes dense when a compiled kernel asks where it lies', () => {
    const held = gradient();
    wasm().address(held);
    expect(wasm().touchedRows(held)).toBeUndefined();
    expectSameBits(held.dataSync(), denseValues());
  });

  it('adds to a dense one, and to another of its kind', () => {
    const twice = denseValues().map((value) => value + value);
    expectSameBits(add(gradient(), dense()).dataSync(), twice);
    expectSameBits(add(dense(), gradient()).dataSync(), twice);
    expectSameBits(add(gradient(), gradient()).dataSync(), twice);
  });

  it('adds to another of its kind by rows, as long as few are touched', () => {
    const others = [2999, 3, 8];
    const values = createRandom(43).normal(others.length * columns);
    const other = (): Tensor => {
      const given = { ids: tensor(Int32Array.from(others), [3], 'int32'), outputGradient: tensor2d(values, [3, columns]) };
      return engine().runKernel(EmbeddingGradient, given, { rows }) as Tensor;
    };
    const expected = denseValues();
    others.forEach((row, token) => {
      for (let column = 0; column < columns; column++) {
        const place = row * columns + column;
        expected[place] = (expected[place] as number) + (values[token * columns + column] as number);
      }
    });
    const sum = add(gradient(), other());
    expect(wasm().touchedRows(sum)).toMatchObject({ count: 6, columns });
    expectSameBits(sum.dataSync(), expected);

    const before = { tensors: memory().numTensors, bytes: wasm().memorySpace.bytes };
    for (let count = 0; count < 200; count++) tidy(() => void add(gradient(), other()));
    expect({ tensors: memory().numTensors, bytes: wasm().memorySpace.bytes }).toEqual(before);

    const range = (from: number): Tensor => {
      const ids = tensor(
        Int32Array.from({ length: 1000 }, (_, row) => from + row),
        [1000],
        'int32',
      );
      const arriving = tensor2d(new Float32Array(1000 * columns).fill(1), [1000, columns]);
      return engine().runKernel(EmbeddingGradient, { ids, outputGradient: arriving }, { rows }) as Tensor;
    };
    const most = add(range(0), range(1000));
    expect(wasm().touchedRows(most)).toBeUndefined();
    const ones = most.dataSync();
    expect([ones[0], ones[2000 * columns - 1], ones[2000 * columns]]).toEqual([1, 1, 0]);
  });

  it('is dense for a small table, and where most rows are touched', () => {
    const ids = tensor(Int32Array.from([1, 0, 1]), [3], 'int32');
    for (const [count, size] of [
      [1000, 4],
      [3, 40_000],
    ] as const) {
      const given = { ids, outputGradient: zeros([3, size]) };
      const result = engine().runKernel(EmbeddingGradient, given, { rows: count }) as Tensor;
      expect(wasm().touchedRows(result)).toBeUndefined();
    }
  });
});

describe('an update of a large table', () => {
  const uniform = (name: string): Tensor =>
    tensor(
      createRandom(42)
        .split(name)
        .uniform(rows * columns),
      [rows, columns],
    );
  const state = () => ({ parameters: [uniform('parameter')], firstMoments: [uniform('first')], secondMoments: [uniform('second')] });
  const adam = { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.1, step: 3 };
  const updates = {
    adam: (gradients: Tensor[], options: object) => adamUpdate({ ...state(), gradients }, { ...adam, ...options }),
    rmsprop: (gradients: Tensor[], options: object) =>
      rmspropUpdate(
        { parameters: [uniform('parameter')], gradients, meanSquares: [uniform('square')], velocities: [uniform('velocity')] },
        { learningRate: 0.01, smoothing: 0.9, epsilon: 1e-7, momentum: 0.5, ...options },
      ),
    sgd: (gradients: Tensor[], options: object) =>
      sgdUpdate(
        { parameters: [uniform('parameter')], gradients, velocities: [uniform('velocity')] },
        { learningRate: 0.01, momentum: 0.5, nesterov: true, ...options },
      ),
  };
  const options = [{}, { l2: [0.1] }, { touchedRowsOnly: [true] }, { touchedRowsOnly: [true], l2: [0.1], overwrite: true }];

  describe.each(Object.entries(updates))('%s', (_, update) => {
    it.each(options)('takes touched rows as they are, and gives the bits of the dense gradient: %j', (given) => {
      const held = gradient();
      const found = update([held], given);
      expect(wasm().touchedRows(held)?.count).toBe(new Set(tokens).size);
      const expected = update([dense()], given);
      const results = (lists: Record<string, Tensor[]>): Tensor[] => Object.values(lists).flat();
      for (const [index, tensor] of results(expected).entries()) {
        expectSameBits((results(found)[index] as Tensor).dataSync(), tensor.dataSync());
      }
    });
  });

  it('keeps a row that was looked up but got a gradient of zero, if only touched rows change', () => {
    const values = arriving();
    values.fill(0, 3 * columns, 4 * columns);
    const { parameters } = updates.adam([gradient(values)], { touchedRowsOnly: [true] });
    const before = uniform('parameter').dataSync();
    const after = (parameters[0] as Tensor).dataSync();
    expect(after.slice(0, columns)).toEqual(before.slice(0, columns));
    expect(after[7 * columns]).not.toBe(before[7 * columns]);
  });

  it('sees that a gradient is a moment, or another gradient in another shape, as well', () => {
    const values = denseValues();
    const [held, flat] = [gradient(), tensor(values)];
    const shared = reshape(held, [rows * columns]);
    const given = { firstMoments: [held, flat], secondMoments: [uniform('second'), reshape(uniform('second'), [rows * columns])] };
    const parameters = [uniform('parameter'), reshape(uniform('parameter'), [rows * columns])];
    const found = adamUpdate({ ...given, parameters, gradients: [held, shared] }, adam).parameters;
    const expected = adamUpdate({ ...given, parameters, gradients: [dense(), flat] }, adam).parameters;
    found.forEach((tensor, index) => {
      expectSameBits(tensor.dataSync(), (expected[index] as Tensor).dataSync());
    });
    expectSameBits((found[1] as Tensor).dataSync(), (found[0] as Tensor).dataSync());
  });

  it('takes no more memory from step to step', () => {
    let { parameters, firstMoments, secondMoments } = state();
    const step = (): void => {
      const gradients = [gradient()];
      const clipped = clipByGlobalNorm(gradients, { limit: 0.1 });
      const tensors = { parameters, gradients: clipped, firstMoments, secondMoments };
      const updated = adamUpdate(tensors, { ...adam, l2: [0.1], overwrite: true });
      dispose([gradients, clipped, parameters, firstMoments, secondMoments] as Tensor[][]);
      ({ parameters, firstMoments, secondMoments } = updated);
    };
    step();
    const before = { bytes: wasm().memorySpace.bytes, buffers: memory().numDataBuffers };
    for (let count = 0; count < 50; count++) step();
    expect({ bytes: wasm().memorySpace.bytes, buffers: memory().numDataBuffers }).toEqual(before);
  });
});

describe('clipping a gradient that is held by touched rows', () => {
  it('keeps it so, and gives the values of the dense one', () => {
    const [clipped, whole] = [clipByGlobalNorm([gradient()], { limit: 0.5 })[0], clipByGlobalNorm([dense()], { limit: 0.5 })[0]];
    expect(wasm().touchedRows(clipped as Tensor)).toMatchObject({ count: 4, columns });
    const expected = (whole as Tensor).dataSync();
    (clipped as Tensor).dataSync().forEach((value, place) => {
      if (Math.abs(value - (expected[place] as number)) > 1e-7) expect.fail(`element ${place} is ${value}, not ${expected[place]}`);
    });
  });

  it('gives what is not a number everywhere if the norm is none', () => {
    const values = arriving();
    values[3] = Number.NaN;
    const [clipped] = clipByGlobalNorm([gradient(values)], { limit: 0.5 });
    expect((clipped as Tensor).dataSync().every(Number.isNaN)).toBe(true);
  });
});
