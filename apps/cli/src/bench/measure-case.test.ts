import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import type { BenchCase } from '@tidegate/bench-cases';
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
  expect(await measureCase(benchCase, 3)).toMatchObject({ case: 'two', dispatches: 2 });
  expect(isDisposed).toBe(true);
  await setBackend('plain');
  expect(await measureCase(benchCase, 3)).not.toHaveProperty('dispatches');
});
