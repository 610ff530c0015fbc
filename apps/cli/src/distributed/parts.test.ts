import { expect, test } from 'vitest';
import { localGroups } from '../../../../packages/training/src/testing/local-groups.js';
import { Interruption } from '../errors/interruption.js';
import { UsageError } from '../errors/usage-error.js';
import { millisecondsOf } from '../settings/distributed-settings.js';
import { assertLaunched } from './assert-launched.js';
import { alone, type Processes } from './processes.js';
import { shareOfCores } from './share-of-cores.js';
import { together } from './together.js';
import { ToldElsewhere } from './told-elsewhere.js';
import { ToldHere } from './told-here.js';

/** What comes of work that three processes do together. */
async function outcomesOf(work: (rank: number) => Promise<unknown>): Promise<unknown[]> {
  const processes = localGroups(3).map((group): Processes => ({ ...alone, group, isFirst: group.rank === 0 }));
  const all = await Promise.allSettled(processes.map((each) => together(each, () => work(each.group.rank))));
  return all.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : outcome.reason));
}

test('work together ends alike in all processes', async () => {
  expect(await outcomesOf(async (rank) => rank)).toEqual([0, 1, 2]);
  const broken = new Error('broken');
  const failedInFirst = await outcomesOf(async () => Promise.reject(broken));
  expect(failedInFirst).toEqual([new ToldHere('broken', false, { cause: broken }), new ToldElsewhere(1), new ToldElsewhere(1)]);
  const misusedInLast = await outcomesOf(async (rank) => {
    if (rank === 2) throw new UsageError('--data', 'a file', 'none');
  });
  expect(misusedInLast).toEqual([
    new ToldHere('rank 2: --data must be a file, but is none', true),
    new ToldElsewhere(2),
    new ToldElsewhere(2),
  ]);
  const interrupted = await outcomesOf(async (rank) => {
    if (rank === 1) throw new Interruption();
  });
  expect(interrupted).toEqual([new Interruption(), new Interruption(), new Interruption()]);
});

test('cores are shared by the processes that are bound to the same ones', () => {
  expect([shareOfCores(2, 2), shareOfCores(2, 4), shareOfCores(8, 3), shareOfCores(64, 2)]).toEqual([1, 1, 2, 4]);
});

test('a duration is in seconds or minutes', () => {
  expect([millisecondsOf('90s'), millisecondsOf('5m'), millisecondsOf('.5s')]).toEqual([90_000, 300_000, 500]);
});

test('processes that were started together say what they are to do', () => {
  const launched = { launcher: 'Open MPI', rank: 1, size: 2 } as const;
  const launch = { launched, environment: {} };
  expect(() => assertLaunched({}, launch)).toThrow('missing from 2 that would all do the same');
  expect(() => assertLaunched({ rankTimeout: '90s' }, launch)).toThrow('--rank-timeout must be given together with --distributed mpi');
  expect(() => assertLaunched({ distributed: 'mpi' }, { ...launch, launched: undefined })).toThrow('started by itself');
  for (const fine of [{ distributed: false }, { distributed: 'mpi' }] as const) expect(() => assertLaunched(fine, launch)).not.toThrow();
  expect(() => assertLaunched({}, { ...launch, launched: { ...launched, size: 1 } })).not.toThrow();
  // In the script of a job a command is one process, and in its steps as many as the job has.
  const slurm = { ...launched, launcher: 'Slurm' } as const;
  expect(() => assertLaunched({}, { ...launch, launched: slurm })).not.toThrow();
  expect(() => assertLaunched({}, { launched: slurm, environment: { PMIX_RANK: '1' } })).toThrow(UsageError);
});
