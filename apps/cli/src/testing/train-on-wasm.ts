import { removeBackend } from '@tensorflow/tfjs-core';
import { createWasmBackend, type WasmBackendOptions } from '@tidegate/backend-wasm';
import type { TrainingSteps } from '@tidegate/bench-cases';
import { useBackend } from '@tidegate/core';
import { weightsDigest } from './weights-digest.js';

/** What a training came to. */
export interface Outcome {
  readonly losses: readonly number[];
  /** Of all weights. */
  readonly digest: string;
}

/** Trains from the start on a WASM backend with these options. */
export async function trainOnWasm(start: () => TrainingSteps, steps: number, options: WasmBackendOptions): Promise<Outcome> {
  await useBackend([createWasmBackend(options)]);
  try {
    const training = start();
    const losses: number[] = [];
    for (let step = 0; step < steps; step++) losses.push(await training.step());
    const digest = weightsDigest();
    await training.dispose();
    return { losses, digest };
  } finally {
    removeBackend('wasm');
  }
}
