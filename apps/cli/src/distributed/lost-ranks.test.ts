import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mpirun } from '../testing/mpirun.js';
import { expectNothingLeft, expectOneMessage, killRanks, trainingToDisturb, trainOnRanks, whenAtStep } from '../testing/ranks-to-lose.js';
import { runBin } from '../testing/run-bin.js';
import { rankOfRun } from '../testing/running-processes.js';
import { temporaryFolder } from '../testing/temporary-folder.js';

describe.skipIf(mpirun.missing)(`ranks of one machine${mpirun.reason}`, { timeout: 120_000 }, () => {
  test('one that is killed ends all with one message, and the others go on from the last checkpoint to what it would have learned', async () => {
    const resumedAt = await killRanks({ folder: temporaryFolder(), times: 2 });
    expect(resumedAt.some((step) => step > 0)).toBe(true);
  });

  test('one that hangs is named when the time is up', async () => {
    const folder = temporaryFolder();
    const out = join(folder, 'out');
    const run = await trainOnRanks(2, trainingToDisturb(folder, '--out', out, '--checkpoint-every', '10', '--rank-timeout', '2s'), {
      onOutput: whenAtStep(15, () => process.kill(rankOfRun(out, 1).pid, 'SIGSTOP')),
    });
    expectOneMessage(run, [1]);
    await expectNothingLeft(out);
    expect(await runBin(['train', '--resume', out, '--steps', '40', '--quiet'])).toMatchObject({ exitCode: 0, stderr: '' });
  });

  test('mpirun adds its own words unless it is told to be quiet', async () => {
    const folder = temporaryFolder();
    const run = await trainOnRanks(2, trainingToDisturb(folder, '--learning-rate', '1e30'), { isLoud: true });
    expect(run.exitCode).toBe(1);
    expect(run.stderr.split('\n').filter((line) => line.startsWith('tidegate: '))).toHaveLength(1);
    expect(run.stderr).toMatch('Primary job  terminated normally, but 1 process returned');
  });
});
