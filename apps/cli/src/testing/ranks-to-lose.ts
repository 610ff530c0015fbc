import { join } from 'node:path';
import { createRandom } from '@tidegate/core';
import { expect } from 'vitest';
import { type RankOptions, runRanks } from './mpirun.js';
import { runBin } from './run-bin.js';
import { eventsOf, type Run } from './run-in-process.js';
import { processesOfRun, rankOfRun } from './running-processes.js';
import { smallExamples, tsvOf, writeData } from './small-data.js';

const steps = 150;

/** A classifier that learns its task well in this many steps, which it tells of one by one. */
export function trainingToDisturb(folder: string, ...more: readonly string[]): readonly string[] {
  return [
    ...['train', 'textrnn', '--data', writeData(folder, 'data.tsv', tsvOf(smallExamples(120))), '--json', '--log-every', '1'],
    ...['--units', '6', '--embedding-size', '6', '--layers', '1', '--learning-rate', '0.02', '--batch-size', '8', '--steps', String(steps)],
    ...more,
  ];
}

/** Trains with ranks of a thread each. */
export function trainOnRanks(ranks: number, training: readonly string[], options?: RankOptions): Promise<Run> {
  return runRanks(ranks, [...training, '--distributed', 'mpi', '--threads', '1'], options);
}

/** Trains with one process of a thread. */
export function trainAlone(training: readonly string[]): Promise<Run> {
  return runBin([...training, '--threads', '1']);
}

/** The losses of its steps. */
export function lossesOf(run: Run): number[] {
  return eventsOf(run).flatMap(({ event, loss }) => (event === 'step' ? [loss as number] : []));
}

/** How well a run has learned. */
export interface Learned {
  readonly steps: number;
  readonly bestStep: number;
  readonly accuracy: number;
  readonly loss: number;
}

/** What a run that has ended well says of itself. */
export function learnedBy(run: Run): Learned {
  // A run that was lost before its first checkpoint says that it begins anew.
  expect(run).toMatchObject({
    exitCode: 0,
    stderr: expect.stringMatching(/^(tidegate: \S+ has no checkpoint yet: the run begins anew\n)?$/),
  });
  const { steps, bestStep, accuracy, loss } = eventsOf(run).find(({ event }) => event === 'result') as unknown as Learned;
  return { steps, bestStep, accuracy, loss };
}

/** What another run has learned that is the same but for rounding. */
export function asWellAs({ loss, ...exact }: Learned): Learned {
  return { ...exact, loss: expect.closeTo(loss, 4) };
}

/** Calls once as soon as a run has told of a step. */
export function whenAtStep(step: number, act: () => void): NonNullable<RankOptions['onOutput']> {
  const told = new RegExp(`"step":${step}[,}]`);
  let stdout = '';
  let isDone = false;
  return (_, chunk) => {
    stdout += chunk;
    if (isDone || !told.test(stdout)) return;
    isDone = true;
    act();
  };
}

export interface KillOptions {
  readonly folder: string;
  /** How many runs lose a rank, one after the other. */
  readonly times: number;
  readonly seed?: number;
}

/** Ends a rank drawn at random by SIGKILL at a step drawn at random, and goes on with another number of ranks. Returns where they went on. */
export async function killRanks({ folder, times, seed = 0 }: KillOptions): Promise<number[]> {
  const undisturbed = learnedBy(await trainAlone(trainingToDisturb(folder)));
  const random = createRandom(seed);
  const resumedAt: number[] = [];
  for (let time = 0; time < times; time++) {
    const draw = (name: string, from: number, below: number): number =>
      from + (random.split(name, time).integers(1, below - from)[0] as number);
    const ranks = draw('ranks', 2, 4);
    const lost = draw('lost', 0, ranks);
    const step = draw('step', 1, steps - 30);
    const what = `time ${time}: rank ${lost} of ${ranks} is killed at step ${step}`;
    const out = join(folder, `killed-${time}`);

    const killed = await trainOnRanks(ranks, trainingToDisturb(folder, '--out', out, '--checkpoint-every', '10'), {
      onOutput: whenAtStep(step, () => process.kill(rankOfRun(out, lost).pid, 'SIGKILL')),
    });
    expectOneMessage(killed, [lost], what);
    await expectNothingLeft(out, what);

    const resumed = await trainOnRanks(draw('ranks on resume', 1, ranks), ['train', '--resume', out, '--json']);
    expect(learnedBy(resumed), what).toEqual(asWellAs(undisturbed));
    resumedAt.push((eventsOf(resumed).find(({ event }) => event === 'resume')?.step as number | undefined) ?? 0);
  }
  return resumedAt;
}

/** A run that has failed says so in one line, which names all ranks that were lost and no other. */
export function expectOneMessage({ exitCode, stderr }: Run, ranks: readonly number[], what?: string): void {
  expect(stderr, what).toMatch(/^tidegate: .*\n$/);
  expect(
    [...stderr.matchAll(/\branks? (\d+)/g)].map(([, rank]) => Number(rank)),
    what,
  ).toEqual(ranks);
  expect(exitCode, what).not.toBe(0);
}

/** All processes of a run end: those that were killed take a moment for it. */
export async function expectNothingLeft(folder: string, what?: string): Promise<void> {
  await expect.poll(() => processesOfRun(folder), { timeout: 5000, ...(what !== undefined && { message: what }) }).toEqual([]);
}
