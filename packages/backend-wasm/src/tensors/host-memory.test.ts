import {
  engine,
  grad,
  mul,
  ones,
  removeBackend,
  square,
  sum,
  type Tensor,
  type Tensor2D,
  tensor1d,
  tensor2d,
  tidy,
  zeros,
} from '@tensorflow/tfjs-core';
import { type HostMemory, runningBackend, useBackend } from '@tidegate/core';
import { embedding } from '@tidegate/ops';
import { beforeAll, expect, it } from 'vitest';
import { createWasmBackend } from '../adapter.js';

let memory: HostMemory;

beforeAll(async () => {
  await useBackend([createWasmBackend({ threads: 1 })]);
  memory = runningBackend().hostMemory as HostMemory;
  return () => removeBackend('wasm');
});

it('gives the values of what was computed, and of what was handed in', () => {
  const given = tensor2d([[1, 2, 3]]);
  const computed = mul(given, 2);
  expect([...memory.values(given)]).toEqual([1, 2, 3]);
  expect([...memory.values(computed)]).toEqual([2, 4, 6]);
  // In place, not a copy.
  expect(memory.values(computed).buffer).toBe(memory.values(given).buffer);
});

it('copies values into a tensor at once', () => {
  const values = Float32Array.of(1, 2, 3, 4);
  const made = engine().makeTensorFromTensorInfo(memory.tensorOf(values, [2, 2]));
  values.fill(7);
  expect(made.shape).toEqual([2, 2]);
  expect([...square(made).dataSync()]).toEqual([1, 4, 9, 16]);
});

it('knows the touched rows of a large table, as long as nobody has asked for all of it', () => {
  const columns = 20;
  const table: Tensor2D = zeros([4000, columns]);
  const weights = tidy(() => mul(tensor2d([1, 2, 3], [3, 1]), ones([3, columns])));
  const lookUp = (parameter: Tensor) => sum(mul(embedding({ table: parameter as Tensor2D, ids: tensor1d([9, 2, 9], 'int32') }), weights));
  const gradient = tidy(() => grad(lookUp)(table));
  const held = memory.touchedRows(gradient);
  expect([...(held?.rows ?? [])]).toEqual([2, 9]);
  expect([...(held?.values ?? [])]).toEqual([...new Array(columns).fill(2), ...new Array(columns).fill(4)]);
  const [, , second] = [0, 1, 2].map((row) => [...memory.values(gradient).subarray(row * columns, (row + 1) * columns)]);
  expect(second).toEqual(new Array(columns).fill(2));
  expect(memory.touchedRows(gradient)).toBeUndefined();
  expect(memory.touchedRows(table)).toBeUndefined();
});
