import { memory, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createWasmBackend } from '@tidegate/backend-wasm';
import { useBackend } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TrainingSnapshot } from '../snapshots/training-snapshot.js';
import { logisticRegression, weightsOf } from '../testing/logistic-regression.js';
import { toyTraining } from '../testing/toy-training.js';
import { train } from '../train/train.js';
import { averageWeights, type WeightAverageState } from './average-weights.js';
import { type BestWeightsState, keepBest } from './keep-best.js';

/** What weights there were when a training was written down. */
interface Kept {
  readonly snapshot: TrainingSnapshot;
  readonly average: WeightAverageState;
  readonly best: BestWeightsState | undefined;
}

/** The second validation of these is the best one until the sixth. */
const values = [3, 9, 4, 5, 6, 10, 2, 1];

describe.each([
  ['cpu', cpuBackend],
  ['wasm', createWasmBackend({ threads: 1 })],
] as const)('weights of a training that goes on, on %s', (name, adapter) => {
  beforeAll(async () => {
    await useBackend([adapter]);
    return async () => {
      await setBackend('cpu');
      if (name === 'wasm') removeBackend('wasm');
    };
  });

  /** Validations so far. */
  let validated = 0;

  /** Trains a fresh model from there on, and gives all weights there are at the end, and what was kept after each step. */
  async function trained(steps: number, from?: Kept) {
    const model = logisticRegression();
    const average = averageWeights(model, { decay: 0.5, state: from?.average });
    const best = keepBest(model, { mode: 'max', average, state: from?.best });
    const kept: Kept[] = [];
    await train({
      ...toyTraining(model),
      steps,
      validation: { every: 1, run: () => values[validated++] as number },
      observers: [average, best],
      from: from?.snapshot,
      snapshots: {
        isDue: () => true,
        save: async (snapshot) => void kept.push({ snapshot, average: await average.state(), best: await best.state() }),
      },
    });
    const own = weightsOf(model);
    const averaged = await average.during(() => weightsOf(model));
    const bestOnes = await best.during(() => weightsOf(model));
    expect(weightsOf(model)).toEqual(own);
    const { best: at } = best;
    average.dispose();
    best.dispose();
    model.dispose();
    return { ends: { own, averaged, best: bestOnes, at }, kept };
  }
  it('are the same bits wherever it was written down', async () => {
    const before = memory().numTensors;
    validated = 0;
    const whole = await trained(values.length);
    expect(whole.kept.length).toBe(values.length);
    for (const kept of whole.kept) {
      validated = kept.snapshot.step;
      expect((await trained(values.length, structuredClone(kept))).ends).toEqual(whole.ends);
    }
    expect(memory().numTensors).toBe(before);
  });

  it('are refused where they are those of another model', () => {
    const model = logisticRegression();
    const weights = { 'dense/kernel': { dtype: 'float32', shape: [3, 1], data: new Float32Array(3) } } as const;
    const before = memory().numTensors;
    expect(() => keepBest(model, { mode: 'max', state: { best: { value: 1, step: 1, epoch: 1 }, weights } })).toThrow(
      'keepBest: state.weights.dense/kernel must be of shape [2, 1]',
    );
    expect(() => averageWeights(model, { decay: 0.5, state: { steps: 1, weights: {} } })).toThrow('averageWeights: state.weights must be');
    expect(() => averageWeights(model, { decay: 0.5, state: { steps: -1, weights: {} } })).toThrow('state.steps must be a whole number');
    expect(memory().numTensors).toBe(before);
    model.dispose();
  });
});
