import { dispose, memory, type Tensor } from '@tensorflow/tfjs-core';
import { expect } from 'vitest';

/** Expects that `run` leaves behind the tensors that it returns and nothing else. */
export function expectNoLeak(run: () => readonly Tensor[]): void {
  const before = memory();
  const kept = run();
  expect(memory().numTensors - before.numTensors, 'tensors beyond the results').toBe(kept.length);
  dispose([...kept]);
  expect(memory().numDataBuffers, 'data buffers').toBe(before.numDataBuffers);
}
