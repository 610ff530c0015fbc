import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { startBackend } from '../backends/start-backend.js';
import { eventsOf, type Run, runInProcess } from '../testing/run-in-process.js';
import { smallExamples, tsvOf, writeData } from '../testing/small-data.js';
import { keptFolder, temporaryFolder } from '../testing/temporary-folder.js';

beforeAll(() => startBackend());

const data = writeData(keptFolder(), 'data.tsv', tsvOf(smallExamples(60)));
const classifier = ['textrnn', '--data', data, '--units', '6', '--embedding-size', '6', '--layers', '1', '--batch-size', '9'];
const adder = ['adder', '--units', '4', '--bits', '4', '--batch-size', '4', '--steps', '20'];

let out: string;
beforeEach(() => {
  out = join(temporaryFolder(), 'run');
});

const train = (...args: readonly string[]): Promise<Run> => runInProcess('train', ...args, '--quiet');
const done = async (...args: readonly string[]): Promise<void> => expect(await train(...args)).toMatchObject({ exitCode: 0, stderr: '' });
const refused = async (message: string, ...args: readonly string[]): Promise<void> => {
  const run = await train(...args);
  expect(run).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(message) });
  expect(run.stderr).toMatch(/^tidegate: [^\n]*\n$/);
};
/** All files of a folder, and what is in them. */
function everything(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(names.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'base64')]));
}

test('a run that fails before it learns has changed nothing', async () => {
  await done(...classifier, '--epochs', '1', '--out', out);
  const before = everything(out);
  const missing = await train('textrnn', '--data', 'missing.tsv', '--out', out);
  expect(missing.exitCode).not.toBe(0);
  await refused('--decay-rate must be left away', ...classifier, '--decay-rate', '0.5', '--out', out);
  const other = writeData(temporaryFolder(), 'other.tsv', tsvOf(smallExamples(63)));
  await refused('--data must be what the run has learned from', '--resume', out, '--data', other, '--epochs', '2');
  await refused('--data must be what the run has learned from', '--resume', out, '--no-valid');
  expect(everything(out)).toEqual(before);
  await done('--resume', out, '--epochs', '2');
});

test('a folder that another process writes to is refused', async () => {
  mkdirSync(out);
  // The process that started this one is alive.
  const lock = join(out, '.tidegate.lock');
  writeFileSync(lock, JSON.stringify({ pid: process.ppid, host: hostname() }));
  await refused(
    `--out must be a folder that no other run writes to, but is "${out}" (process ${process.ppid} does`,
    ...adder,
    '--out',
    out,
  );
  expect(readdirSync(out)).toEqual(['.tidegate.lock']);
  for (const stale of [
    JSON.stringify({ pid: process.ppid, host: 'elsewhere' }),
    JSON.stringify({ pid: 2 ** 22 + 1, host: hostname() }),
    'text',
  ]) {
    writeFileSync(lock, stale);
    await done(...adder, '--out', out);
    expect(existsSync(lock)).toBe(false);
  }
});

test('a damaged checkpoint does not cost the new ones', async () => {
  await done(...adder, '--out', out, '--checkpoint-every', '10');
  writeFileSync(join(out, 'checkpoints', 'step-00000020', 'training.safetensors'), 'damage');
  const resumed = await runInProcess('train', '--resume', out, '--keep', '1', '--checkpoint-every', '5', '--json');
  expect(
    eventsOf(resumed)
      .filter(({ event }) => event === 'checkpoint')
      .map(({ step }) => step),
  ).toEqual([15, 20]);
  expect(readdirSync(join(out, 'checkpoints'))).toEqual(['step-00000020']);
  await done('--resume', out, '--steps', '25');
});

test('a run without checkpoints cannot go on, nor can one go on without', async () => {
  await done(...adder, '--out', out, '--no-checkpoint-every');
  await refused(`--resume must be a run with checkpoints, but is "${out}" (begun with --no-checkpoint-every)`, '--resume', out);
  await done(...adder, '--out', out);
  await refused('--no-checkpoint-every must be left away with --resume, but is given', '--resume', out, '--no-checkpoint-every');
});

test('a run cannot end before where it is', async () => {
  await done(...adder, '--out', out);
  await refused('--steps must be at least 20, which the run has done, but is 19', '--resume', out, '--steps', '19');
  await done(...classifier, '--epochs', '2', '--out', `${out}-of-text`);
  await refused('--epochs must be at least 2, which the run has done, but is 1', '--resume', `${out}-of-text`, '--epochs', '1');
});

test('who is out of patience is told so', async () => {
  await done(...classifier, '--epochs', '40', '--patience', '1', '--out', out);
  const again = await train('--resume', out, '--epochs', '50');
  expect(again).toMatchObject({
    exitCode: 0,
    stderr: expect.stringMatching(/^tidegate: patience has ended the run at step \d+; give more of it than --patience 1 to go on\n$/),
  });
});

test('a checkpoint is found by any path, and stays what it is', async () => {
  await done(...adder, '--out', out, '--checkpoint-every', '10');
  const [link, checkpoint] = [`${out}-link`, join(out, 'checkpoints', 'step-00000010')] as const;
  symlinkSync(out, link);
  const before = everything(out);
  await refused('--out must be another folder than that of the run', '--resume', checkpoint, '--out', link);
  await refused('--out must be a folder of its own, but is', '--resume', checkpoint, '--out', checkpoint);
  expect(everything(out)).toEqual(before);
  const cwd = process.cwd();
  process.chdir(checkpoint);
  try {
    await done('--resume', '.', '--out', join(dirname(out), 'other'));
  } finally {
    process.chdir(cwd);
  }
  expect(readFileSync(join(out, 'model.safetensors')).equals(readFileSync(join(dirname(out), 'other', 'model.safetensors')))).toBe(true);
});

test('files of others are not lost', async () => {
  mkdirSync(out);
  writeFileSync(join(out, 'README.md'), '# My project\n');
  await done(...adder, '--out', out);
  expect(readFileSync(join(out, 'README.md'), 'utf8')).toBe('# My project\n');
  writeFileSync(join(out, 'config.json'), '{"colour": "green"}');
  await refused(
    `--out must be a folder without files of other programs, but is "${out}" (with another config.json)`,
    ...adder,
    '--out',
    out,
  );
});

test('a run file does not say what goes on', async () => {
  await done(...adder, '--out', out);
  const file = writeData(temporaryFolder(), 'c.json', JSON.stringify({ preset: 'adder', resume: out, learningRate: 0.5 }));
  await refused('resume must be left away: give --resume DIR in the place of --config', '--config', file);
});

test('going back to a checkpoint leaves the log of the run alone, and another log is refused', async () => {
  const logDir = `${out}-log`;
  await done(...adder, '--out', out, '--checkpoint-every', '10', '--log-dir', logDir, '--log-every', '1');
  const before = everything(logDir);
  await done('--resume', join(out, 'checkpoints', 'step-00000010'), '--out', `${out}-back`);
  expect(everything(logDir)).toEqual(before);
  await done(...adder, '--out', `${out}-b`);
  await refused('--log-dir must be a folder without the log of another run', '--resume', `${out}-b`, '--steps', '30', '--log-dir', logDir);
  expect(everything(logDir)).toEqual(before);
});
