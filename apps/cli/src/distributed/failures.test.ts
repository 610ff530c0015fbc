import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mpirun, type RankOptions, runRanks } from '../testing/mpirun.js';
import { runBin } from '../testing/run-bin.js';
import { eventsOf } from '../testing/run-in-process.js';
import { processesOfRun, rankOfRun } from '../testing/running-processes.js';
import { smallExamples, textOf, tsvOf, writeData } from '../testing/small-data.js';
import { temporaryFolder } from '../testing/temporary-folder.js';

const adder = ['train', 'adder', '--units', '4', '--bits', '4', '--distributed', 'mpi'];
const rank = '$OMPI_COMM_WORLD_RANK';

// Processes that are killed at random or hang, and hosts that are cut off, have tests of their own.
describe.skipIf(mpirun.missing)(`of two processes one says what is wrong${mpirun.reason}`, () => {
  test.each<[what: string, args: readonly string[], options: RankOptions, exitCode: number, message: RegExp]>([
    ['an unknown option', [...adder, '--bogus'], {}, 2, /^tidegate: unknown option '--bogus'; see tidegate train adder --help$/],
    ['processes that are not told to work together', ['train', 'adder'], {}, 2, /add --distributed mpi to let them work together/],
    ['a batch that is too small', [...adder, '--batch-size', '1'], {}, 2, /^tidegate: --batch-size must be at least 2, /],
    [
      'a missing file',
      ['train', 'charlm', '--data', '/nowhere.txt', '--distributed', 'mpi'],
      {},
      1,
      /\/nowhere\.txt: there is no such file/,
    ],
    [
      'settings that differ',
      adder,
      { script: `exec "$@" --seed ${rank}` },
      1,
      /^tidegate: rank 1 differs from rank 0 in --seed \(1, not 0\); start all with the same command/,
    ],
  ])('%s', async (_, args, options, exitCode, message) => {
    const run = await runRanks(2, args, options);
    expect({ ...run, lines: run.stderr.trim().split('\n').length }).toMatchObject({ exitCode, lines: 1 });
    expect(run.stderr.trim()).toMatch(message);
  });

  test('a loss that is no number', async () => {
    const text = writeData(temporaryFolder(), 'text.txt', textOf(smallExamples(60)));
    const small = ['--units', '6', '--embedding-size', '6', '--layers', '1', '--batch-size', '4', '--sequence-length', '9'];
    const args = ['train', 'charlm', '--data', text, ...small, '--steps', '20', '--learning-rate', '3e38', '--no-valid', '--quiet'];
    const run = await runRanks(2, [...args, '--distributed', 'mpi']);
    const line = /^tidegate: the loss of step \d+ is NaN on ranks? [^\n]*\n$/;
    expect(run).toEqual({ exitCode: 1, stdout: '', stderr: expect.stringMatching(line) });
  });

  test('files that differ', async () => {
    const folder = temporaryFolder();
    writeData(folder, 'train-0.tsv', tsvOf(smallExamples(40)));
    writeData(folder, 'train-1.tsv', tsvOf(smallExamples(50)));
    const script = `mkdir -p at-${rank}; cp train-${rank}.tsv at-${rank}/data.tsv; cd at-${rank}; exec "$@"`;
    const run = await runRanks(2, ['train', 'rcnn', '--data', 'data.tsv', '--quiet', '--distributed', 'mpi'], { cwd: folder, script });
    expect(run).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/^tidegate: rank 1 differs from rank 0 in examples to learn from \(45, not 36\); [^\n]*\n$/),
    });
  });

  test.each([0, 1])('rank %i, which loses a file that is read again in each epoch', async (failing) => {
    const folder = temporaryFolder();
    const table = tsvOf(smallExamples(600));
    for (const each of [0, 1]) {
      mkdirSync(join(folder, String(each)));
      writeData(join(folder, String(each)), 'data.tsv', table);
    }
    const data = ['--data', 'data.tsv', '--keep-up-to', '0', '--no-valid'];
    const small = ['--units', '2', '--embedding-size', '2', '--epochs', '1000', '--log-every', '1', '--distributed', 'mpi'];
    const run = await runRanks(2, ['train', 'textrnn', ...data, ...small], {
      cwd: folder,
      script: `cd ${rank}; exec "$@"`,
      onOutput: (_, chunk) => chunk.includes('step ') && rmSync(join(folder, String(failing), 'data.tsv'), { force: true }),
    });
    const who = failing === 0 ? '' : 'rank 1 \\(process \\d+ on host \\S+\\) has ended: ';
    expect(run).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(new RegExp(`^tidegate: ${who}data\\.tsv: there is no such file; [^\\n]*\\n$`)),
    });
  });

  test('a killed one, and how the run goes on', async () => {
    const out = join(temporaryFolder(), 'run');
    let killed = 0;
    const run = await runRanks(2, [...adder, '--steps', '100000', '--checkpoint-every', '5', '--json', '--out', out], {
      onOutput(_, chunk) {
        if (killed > 0 || !chunk.includes('"event":"checkpoint"')) return;
        process.kill(rankOfRun(out, 1).pid, 'SIGKILL');
        killed++;
      },
    });
    expect(run.exitCode).toBe(137);
    const [, step] =
      /^tidegate: rank 1 \(process \d+ on host \S+\) has ended; the checkpoint of step (\d+) stands in \S+: go on with mpirun -n 2 tidegate train --resume \S+ --distributed mpi\n$/.exec(
        run.stderr,
      ) ?? [];
    const resumed = await runBin(['train', '--resume', out, '--steps', String(Number(step) + 2), '--json']);
    expect(resumed).toMatchObject({ exitCode: 0, stderr: '' });
    expect(eventsOf(resumed)[0]).toMatchObject({ event: 'resume', step: Number(step) });
    expect(processesOfRun(out)).toEqual([]);
  });

  test('SIGTERM to one stops all after the same step, with a checkpoint', async () => {
    const out = join(temporaryFolder(), 'run');
    let sent = false;
    const run = await runRanks(2, [...adder, '--steps', '100000', '--log-every', '5', '--out', out], {
      onOutput(_, chunk) {
        if (sent || !chunk.includes('step ')) return;
        sent = process.kill(rankOfRun(out, 1).pid, 'SIGTERM');
      },
    });
    expect(run).toMatchObject({ exitCode: 130, stderr: '' });
    const [, step] = /Interrupted after (\d+) steps/.exec(run.stdout) ?? [];
    expect(run.stdout).toContain(`Go on with it: mpirun -n 2 tidegate train --resume ${out} --distributed mpi`);
    expect(readdirSync(join(out, 'checkpoints'))).toEqual([`step-${String(step).padStart(8, '0')}`]);
  });
});

test('a process that was started by itself cannot work with others', async () => {
  const run = await runBin(adder);
  expect(run.exitCode).toBe(2);
  expect(run.stderr).toMatch(/^tidegate: --distributed mpi must be given to processes that mpirun starts, [^\n]*\n$/);
});
