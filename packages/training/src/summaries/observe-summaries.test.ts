import { memory } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { useBackend } from '@tidegate/core';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { logisticRegression, toyBatches } from '../testing/logistic-regression.js';
import { toyTraining } from '../testing/toy-training.js';
import { collectLosses } from '../train/collect-losses.js';
import { train } from '../train/train.js';
import { observeSummaries, type SummaryObserver } from './observe-summaries.js';
import type { TrainingSummary } from './training-summary.js';

beforeAll(() => useBackend([cpuBackend]));
afterEach(() => vi.restoreAllMocks());

/** Keeps the summaries of an observer. */
function watch(every: number, counters = {}): { readonly summaries: TrainingSummary[]; readonly observer: SummaryObserver } {
  const summaries: TrainingSummary[] = [];
  return { summaries, observer: observeSummaries({ every, counters, report: (summary) => void summaries.push(summary) }) };
}

describe('observeSummaries', () => {
  it('tells the mean of the losses since the one before, and what the step itself had', async () => {
    const model = logisticRegression();
    const before = memory().numTensors;
    const losses = collectLosses();
    const norms: number[] = [];
    const norm = { onStepEnd: async (event: { gradientNorm(): Promise<number> }) => void norms.push(await event.gradientNorm()) };
    const { summaries, observer } = watch(2);
    const learningRate = (completed: number): number => 0.1 / (completed + 1);
    await train(toyTraining(model, { batches: () => toyBatches(3), epochs: 2, learningRate, observers: [losses, norm, observer] }));
    const all = await losses.read();
    const mean = (from: number): number => ((all[from] as number) + (all[from + 1] as number)) / 2;
    expect(summaries.map(({ perSecond: _, ...rest }) => rest)).toEqual([
      { step: 2, epoch: 1, learningRate: 0.1 / 2, loss: mean(0), gradientNorm: norms[1] },
      { step: 4, epoch: 2, learningRate: 0.1 / 4, loss: mean(2), gradientNorm: norms[3] },
      { step: 6, epoch: 2, learningRate: 0.1 / 6, loss: mean(4), gradientNorm: norms[5] },
    ]);
    observer.dispose();
    expect(memory().numTensors).toBe(before);
    model.dispose();
  });

  it('counts what went on a second from the first step on, without validations and its own work', async () => {
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    let examples = 0;
    const model = logisticRegression();
    const speeds: unknown[] = [];
    const observer = observeSummaries({
      every: 2,
      counters: { examples: () => examples },
      report({ step, perSecond }) {
        speeds.push([step, perSecond]);
        now += 70_000;
      },
    });
    // A step takes 500 milliseconds and has ten examples; to measure takes an hour.
    const step = {
      onStepEnd() {
        now += 500;
        examples += 10;
      },
    };
    const validation = {
      every: 3,
      run() {
        now += 3_600_000;
        return 0;
      },
    };
    await train(toyTraining(model, { steps: 4, validation, observers: [step, observer] }));
    expect(speeds).toEqual([
      [2, { steps: 2, examples: 20 }],
      [4, { steps: 2, examples: 20 }],
    ]);
    observer.dispose();
    model.dispose();
  });

  it('knows no speed of the first step alone', async () => {
    const model = logisticRegression();
    const { summaries, observer } = watch(1);
    await train(toyTraining(model, { steps: 2, observers: [observer] }));
    expect(summaries[0]?.perSecond).toEqual({});
    expect(summaries[1]?.perSecond.steps).toBeGreaterThan(0);
    model.dispose();
  });

  it('sums up other steps where it is told to', async () => {
    const model = logisticRegression();
    const seen: number[] = [];
    const observer = observeSummaries({ every: 3, alsoAt: [4, 7], report: ({ step }) => void seen.push(step) });
    await train(toyTraining(model, { steps: 7, observers: [observer] }));
    expect(seen).toEqual([3, 4, 6, 7]);
    observer.dispose();
    model.dispose();
  });

  it('frees the losses that no summary has read', async () => {
    const model = logisticRegression();
    const before = memory().numTensors;
    const { summaries, observer } = watch(5);
    await train(toyTraining(model, { steps: 4, observers: [observer] }));
    expect(memory().numTensors).toBeGreaterThan(before);
    observer.dispose();
    expect(memory().numTensors).toBe(before);
    expect(summaries).toEqual([]);
    model.dispose();
  });

  it('refuses an interval of nothing', () => {
    expect(() => watch(0)).toThrow('observeSummaries: every must be a whole number of at least 1, but is 0');
  });
});
