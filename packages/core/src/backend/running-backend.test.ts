import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { expect, it, onTestFinished } from 'vitest';
import { runningBackend } from './running-backend.js';

class CountingBackend extends MathBackendCPU {
  readonly dispatches = 3;
}

it('is the object behind the active backend, with what it has of its own', async () => {
  registerBackend('plain', () => new MathBackendCPU());
  registerBackend('counting', () => new CountingBackend());
  onTestFinished(() => {
    for (const name of ['plain', 'counting']) removeBackend(name);
  });
  await setBackend('counting');
  expect(runningBackend().dispatches).toBe(3);
  await setBackend('plain');
  expect(runningBackend().dispatches).toBeUndefined();
  expect(runningBackend().settle).toBeUndefined();
});
