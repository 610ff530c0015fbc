import { dispose, engine, memory, type Tensor } from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { take } from './read.js';

/** Expects that `run` leaves behind the tensors that it returns and nothing else, neither in the engine nor in a backend. */
export function expectNoLeak(run: () => readonly Tensor[]): void {
  const watch = watchMemory();
  const kept = run();
  watch.expectOnly(kept.length);
  dispose([...kept]);
  watch.expectNothing();
}

/** The numbers of the tensors that `run` returns. Expects that nothing else is left. */
export async function takeWithoutLeak(run: () => readonly Tensor[]): Promise<Float32Array[]> {
  const watch = watchMemory();
  const kept = run();
  watch.expectOnly(kept.length);
  const values = await take(kept);
  watch.expectNothing();
  return values;
}

function watchMemory() {
  const { numTensors, numDataBuffers } = memory();
  const held = heldByBackends();
  return {
    expectOnly(results: number): void {
      expect(memory().numTensors - numTensors, 'tensors beyond the results').toBe(results);
    },
    expectNothing(): void {
      expect(memory().numTensors, 'tensors').toBe(numTensors);
      expect(memory().numDataBuffers, 'data buffers').toBe(numDataBuffers);
      expect(heldByBackends(), 'data that the backends hold').toBe(held);
    },
  };
}

/** Of all backends, since a tensor moves to the one that is active when it is used. */
function heldByBackends(): number {
  return Object.values(engine().registry).reduce((sum, backend) => sum + backend.numDataIds(), 0);
}
