import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import type { BenchCase } from '@tidegate/bench-cases';
import { type ProcessGroup, singleProcess } from '@tidegate/training';
import { expect, onTestFinished, test } from 'vitest';
import { measureCase } from './measure-case.js';

class DispatchingBackend extends MathBackendCPU {
  dispatches = 0;
}

test('dispatches are those of one step, where the backend counts them', async () => {
  const backend = new DispatchingBackend();
  registerBackend('dispatching', () => backend);
  registerBackend('plain', () => new MathBackendCPU());
  onTestFinished(() => {
    for (const name of ['dispatching', 'plain']) removeBackend(name);
  });
  let isDisposed = false;
  const benchCase: BenchCase = {
    name: 'two',
    description: '',
    steps: 1,
    batch: 1,
    start: () => ({
      async step() {
        // A millisecond, so that warming up takes no million steps.
        await new Promise((resolve) => setTimeout(resolve, 1));
        backend.dispatches += 2;
        return 0;
      },
      async dispose() {
        isDisposed = true;
      },
    }),
  };
  await setBackend('dispatching');
  expect(await measureCase(benchCase, { steps: 3 })).toMatchObject({ case: 'two', dispatches: 2 });
  expect(isDisposed).toBe(true);
  await setBackend('plain');
  expect(await measureCase(benchCase, { steps: 3 })).not.toHaveProperty('dispatches');
});

test('processes that train together make as many steps before the clock starts as the first of them finds right', async () => {
  await setBackend('cpu');
  const log: string[] = [];
  let left = 2;
  const group: ProcessGroup = {
    ...singleProcess,
    rank: 1,
    size: 3,
    async broadcast(numbers) {
      numbers[0] = left-- > 0 ? 1 : 0;
      log.push('asked');
    },
  };
  const benchCase: BenchCase = {
    name: 'shared',
    description: '',
    steps: 1,
    batch: 10,
    start: (given) => ({
      async step() {
        await given?.allReduce(new Float32Array(5));
        await new Promise((resolve) => setTimeout(resolve, 10));
        log.push('step');
        return 0;
      },
      async dispose() {},
    }),
  };
  const { ms, exchange } = await measureCase(benchCase, { steps: 2, group });
  expect(log).toEqual(['asked', 'step', 'asked', 'step', 'asked', 'step', 'step', 'step']);
  expect(exchange).toMatchObject({ bytes: 20, examplesPerSecond: 30_000 / ms });
  expect(exchange?.ms).toBeLessThan(5);
});
