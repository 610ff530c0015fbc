import { join } from 'node:path';
import { expect } from 'vitest';
import { makeHosts } from './hosts.js';
import {
  asWellAs,
  expectOneMessage,
  learnedBy,
  lossesOf,
  trainAlone,
  trainingToDisturb,
  trainOnRanks,
  whenAtStep,
} from './ranks-to-lose.js';

/**
 * Lets Open MPI see within seconds that a host is gone, and gives ranks the time to say so. Its connections tell of that only as long as
 * nothing is under way on them, so that it must see it before the ranks give up.
 */
const promptly = [
  ...['--mca', 'oob_tcp_keepalive_time', '2', '--mca', 'oob_tcp_keepalive_intvl', '1', '--mca', 'oob_tcp_keepalive_probes', '3'],
  ...['--mca', 'odls_base_sigkill_timeout', '5'],
];

/** Trains on so many hosts, and by one process: the same losses, and the same in the end. */
export async function followOnHosts(count: number, folder: string): Promise<void> {
  const training = trainingToDisturb(folder);
  const expected = await trainAlone(training);
  const run = await trainOnRanks(count, training, { hosts: await makeHosts(count) });
  expect(learnedBy(run)).toEqual(asWellAs(learnedBy(expected)));
  const [losses, expectedLosses] = [lossesOf(run), lossesOf(expected)];
  expect(losses).toHaveLength(expectedLosses.length);
  for (const [index, loss] of losses.entries()) {
    expect(Math.abs(loss - (expectedLosses[index] as number)), `step ${index + 1}`).toBeLessThan(1e-5);
  }
}

export interface CutOptions {
  readonly hosts: number;
  /** Which of them is cut off, and which ranks the others then miss; where it is the first, it speaks itself. */
  readonly cut: number;
  readonly missed: readonly number[];
  /** The processes, on this machine, that go on. */
  readonly resumeWith: number;
  readonly folder: string;
}

/** Cuts off a host in the middle of a training: those that are left say so, nothing is left running, and others go on. */
export async function cutOffHost({ hosts: count, cut, missed, resumeWith, folder }: CutOptions): Promise<void> {
  const undisturbed = learnedBy(await trainAlone(trainingToDisturb(folder)));
  const hosts = await makeHosts(count);
  const out = join(folder, 'out');
  const run = await trainOnRanks(count, trainingToDisturb(folder, '--out', out, '--checkpoint-every', '10', '--rank-timeout', '20s'), {
    hosts,
    options: promptly,
    onOutput: whenAtStep(35, () => hosts.cutOff(cut)),
  });
  expectOneMessage(run, missed);
  await expect.poll(() => hosts.running().map(({ command }) => command), { timeout: 15_000 }).toEqual([]);

  const resume = ['train', '--resume', out, '--json'];
  expect(learnedBy(await (resumeWith === 1 ? trainAlone(resume) : trainOnRanks(resumeWith, resume)))).toEqual(asWellAs(undisturbed));
}
