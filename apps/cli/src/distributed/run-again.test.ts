import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectClose, lossesOf, trainingArguments, weightsIn } from '../testing/as-one-process.js';
import { mpirun, runRanks } from '../testing/mpirun.js';
import { runBin } from '../testing/run-bin.js';
import { eventsOf } from '../testing/run-in-process.js';
import { temporaryFolder } from '../testing/temporary-folder.js';

describe.skipIf(mpirun.missing)(`a run of two processes${mpirun.reason}`, () => {
  test('comes to the same bits again', async () => {
    const folder = temporaryFolder();
    const args = [...trainingArguments('charlm', folder, 10), '--distributed', 'mpi'];
    const train = async (out: string) => {
      const run = await runRanks(2, [...args, '--out', join(folder, out)]);
      return { losses: lossesOf(run), weights: readFileSync(join(folder, out, 'model.safetensors'), 'base64') };
    };
    const first = await train('first');
    expect(first.losses.length).toBe(10);
    expect(await train('second')).toEqual(first);
  });

  test('goes on with three, and without mpirun', async () => {
    const folder = temporaryFolder();
    const train = (steps: number, out: string) => [...trainingArguments('charlm', folder, steps), '--out', join(folder, out)];
    const whole = await runBin([...train(12, 'whole'), '--threads', '1']);
    const resume = ['train', '--resume', join(folder, 'run'), '--json', '--log-every', '1'];
    const parts = [
      await runRanks(2, [...train(4, 'run'), '--distributed', 'mpi']),
      await runRanks(3, [...resume, '--steps', '8', '--distributed', 'mpi']),
      await runBin([...resume, '--steps', '12']),
    ];
    for (const part of parts) expect(part).toMatchObject({ exitCode: 0, stderr: '' });
    expect(parts.map((part) => eventsOf(part).find(({ event }) => event === 'resume')?.step)).toEqual([undefined, 4, 8]);
    const run = { exitCode: 0, stdout: parts.map(({ stdout }) => stdout).join(''), stderr: '' };
    expectClose(run, weightsIn(join(folder, 'run')), { run: whole, weights: weightsIn(join(folder, 'whole')) });
    expect(readFileSync(join(folder, 'run', 'run.json'), 'utf8')).not.toContain('distributed');
  });
});
