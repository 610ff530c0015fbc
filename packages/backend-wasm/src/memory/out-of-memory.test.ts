import { add, backend, disposeVariables, engine, fill, memory, removeBackend, type Tensor } from '@tensorflow/tfjs-core';
import { useBackend } from '@tidegate/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWasmBackend } from '../adapter.js';
import { defineKernel } from '../kernel.js';
import type { WasmTensors } from '../tensors/wasm-tensors.js';

beforeAll(async () => {
  await useBackend([createWasmBackend({ threads: 1 })]);
});
afterAll(() => {
  disposeVariables();
  removeBackend('wasm');
});

const mebibytes = (count: number): number => (count * 2 ** 20) / 4;

it('says so when its memory is full, loses nothing, and goes on when tensors are disposed', () => {
  const wasm = backend() as WasmTensors;
  const kept = fill([3], 7);
  const ballast: Tensor[] = [];
  const before = memory().numTensors;
  // Room that is never written takes addresses, not memory.
  const take = (): Tensor => engine().makeTensorFromTensorInfo(wasm.allocate([mebibytes(400)]).info) as Tensor;
  expect(() => {
    for (let count = 0; count < 20; count++) ballast.push(take());
  }).toThrow();
  expect(ballast.length).toBeGreaterThan(5);
  const large = ballast[0] as Tensor;
  const ids = wasm.numDataIds();
  expect(() => add(large, large)).toThrow('wasm backend: out of memory');
  expect(() =>
    defineKernel('Fails', ({ wasm }) => [wasm.allocate([2]).info, wasm.share(kept), wasm.allocate([mebibytes(400)]).info]).kernelFunc({
      inputs: {},
      backend: wasm,
    }),
  ).toThrow('wasm backend: out of memory');
  expect(wasm.numDataIds()).toBe(ids);
  expect(wasm.refCount(kept.dataId)).toBe(1);
  for (const tensor of ballast) tensor.dispose();
  expect(memory().numTensors).toBe(before);
  expect([...add(kept, 1).dataSync()]).toEqual([8, 8, 8]);
});

it('refuses a tensor beyond 1 GiB', () => {
  for (const size of [1100, 4097]) {
    expect(() => (backend() as WasmTensors).allocate([mebibytes(size)])).toThrow('one tensor may take up to 1 GiB');
  }
});
