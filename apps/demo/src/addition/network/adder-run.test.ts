import { memory } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, useBackend } from '@tidegate/core';
import { additionBatches, binaryAddition } from '@tidegate/datasets';
import { sequenceTagger } from '@tidegate/models';
import { adam, train } from '@tidegate/training';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Progress } from '../api.js';
import { usualSettings } from '../settings.js';
import { createAdderRun } from './adder-run.js';
import { additionLoss } from './recipe.js';

const small = { ...usualSettings, units: 4, layers: 1, bits: 4 };

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

function open(settings = small) {
  const reports: Progress[] = [];
  const run = createAdderRun({ settings, run: 3, onProgress: (progress) => reports.push(progress) });
  const last = () => reports.at(-1) as Progress;
  const reach = (check: (progress: Progress) => boolean) => vi.waitUntil(() => check(last()), { timeout: 20_000 });
  const step = async (): Promise<Progress> => {
    const before = run.progress().step;
    run.stepOnce();
    await reach(({ state, step: at }) => state === 'paused' && at === before + 1);
    return last();
  };
  return { run, reports, last, reach, step };
}

describe('createAdderRun', () => {
  it('learns as the library does', async () => {
    const random = createRandom(5);
    const losses: number[] = [];
    const model = sequenceTagger(
      {
        inputSize: 2,
        outputSize: 1,
        cell: 'lstm',
        hiddenSize: 20,
        layers: 2,
        forgetBias: 1,
        outputBias: false,
        outputInitializer: { kind: 'truncatedNormal', deviation: 0.01 },
      },
      random.split('model'),
    );
    await train({
      model,
      batches: additionBatches(binaryAddition({ bits: 8, random: random.split('data') }).examples('train'), { bits: 8, batchSize: 64 }),
      loss: additionLoss,
      optimizer: adam(),
      learningRate: 0.001,
      steps: 4,
      random: random.split('train'),
      observers: [{ onStepEnd: async (event) => void losses.push(await event.loss()) }],
    });
    model.dispose();

    const { run, step } = open({ ...usualSettings, seed: 5 });
    const own: (number | undefined)[] = [];
    for (let done = 0; done < 4; done++) own.push((await step()).loss);
    expect(own).toEqual(losses);
    expect(run.progress().lossCurve).toEqual(losses.map((y, index) => ({ x: index + 1, y })));
    await run.dispose();
  });

  it('waits, goes on by a step, runs, pauses and runs again', async () => {
    const { run, last, reach, step } = open();
    expect(run.progress()).toMatchObject({ run: 3, state: 'ready', step: 0, goal: 2_000, seconds: 0, lossCurve: [] });
    expect(await step()).toMatchObject({ state: 'paused', step: 1 });
    run.resume();
    await reach(({ step: at }) => at > 1);
    run.pause();
    await reach(({ state }) => state === 'paused');
    const { step: paused } = last();
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(run.progress().step).toBe(paused);
    run.resume();
    await reach(({ step: at }) => at > paused);
    await run.dispose();
  });

  it('tests itself on the way, stops at the goal, and goes on to the next', async () => {
    const { run, last, reach } = open({ ...small, rate: 0.02, bits: 3, cell: 'rnn' });
    run.resume();
    await reach(({ exact }) => exact !== undefined);
    expect(last().exact).toMatchObject({ sums: 256, isComplete: false });
    await reach(({ state }) => state === 'done');
    expect(last()).toMatchObject({ step: 2_000, goal: 2_000, exact: { step: 2_000, share: 1, sums: 16, isComplete: true } });
    expect(last().exactCurve.at(-1)).toEqual({ x: 2_000, y: 1 });
    run.resume();
    await reach(({ step }) => step > 2_000);
    expect(last()).toMatchObject({ state: 'running', goal: 4_000 });
    await run.dispose();
  });

  it('says when the loss is no number any more', async () => {
    const { run, reach, last } = open({ ...small, rate: 1e38 });
    run.resume();
    await reach(({ state }) => state === 'failed');
    expect(last().failure?.kind).toBe('nonFinite');
    const { step } = last();
    run.resume();
    expect(run.progress()).toMatchObject({ state: 'failed', step });
    await run.dispose();
  });

  it('frees everything, also in the middle of training', async () => {
    const before = memory().numTensors;
    const { run, reports, reach } = open();
    run.resume();
    await reach(({ step }) => step > 0);
    await Promise.all([run.traceSum({ first: 3, second: 4 }), run.findCarry(), run.dispose()]);
    expect(memory().numTensors).toBe(before);
    const count = reports.length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(reports).toHaveLength(count);
  });
});
