import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../backends/start-backend.js';
import { eventsOf, runInProcess } from '../testing/run-in-process.js';
import { jsonLinesOf, smallExamples, tsvOf, writeData } from '../testing/small-data.js';
import { keptFolder, temporaryFolder } from '../testing/temporary-folder.js';

beforeAll(() => startBackend());

const folder = keptFolder();
const table = writeData(folder, 'table.tsv', tsvOf(smallExamples(60)));
const otherTable = writeData(folder, 'other.tsv', tsvOf(smallExamples(63)));
const tagged = writeData(folder, 'tagged.jsonl', jsonLinesOf(smallExamples(60)));
const newWords = writeData(folder, 'words.tsv', tsvOf(smallExamples(60)).replaceAll('song', 'tune'));
const text = writeData(folder, 'text.txt', tsvOf(smallExamples(60)));
const small = ['--units', '6', '--embedding-size', '6', '--layers', '1', '--learning-rate', '0.02'];

/** The files of a model, which hold its settings, what it is measured by, and the checksum of its weights. */
function filesOf(out: string): Record<string, string> {
  const names = readdirSync(out).filter((name) => name !== 'run.json' && name !== 'checkpoints');
  return Object.fromEntries(
    names.map((name) => [name, name.endsWith('.json') ? readFileSync(join(out, name), 'utf8') : digestOf(join(out, name))]),
  );
}

function digestOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

const runs: [what: string, args: readonly string[]][] = [
  ['an adder with dropout', ['adder', '--units', '4', '--bits', '4', '--batch-size', '4', '--dropout', '0.2', '--steps', '24']],
  [
    'a classifier, the mean of its weights, and a plateau',
    ['textrnn', '--data', table, ...small, '--batch-size', '9', '--epochs', '4', '--average-decay', '0.9', '--schedule', 'plateau'],
  ],
  [
    'a classifier with patience and several batches a step',
    ['textrnn', '--data', table, ...small, '--batch-size', '4', '--accumulate', '3', '--epochs', '9', '--patience', '2'],
  ],
  ['a classifier that is not validated', ['textrnn', '--data', table, ...small, '--batch-size', '9', '--steps', '24', '--no-valid']],
  [
    'a writer, with what it carries on',
    ['charlm', '--data', text, ...small, '--batch-size', '3', '--sequence-length', '13', '--steps', '24', '--validate-every', '5'],
  ],
  [
    'a writer that learns from sampled words',
    ['wordlm', '--data', text, ...small, '--batch-size', '3', '--sequence-length', '9', '--steps', '24', '--loss', 'nce'],
  ],
  ['a tagger', ['tagger', '--data', tagged, ...small, '--batch-size', '7', '--epochs', '3']],
];

describe.each(runs)('%s', (_, args) => {
  test('goes on from every checkpoint to the same files', async () => {
    const before = memory().numTensors;
    const whole = join(temporaryFolder(), 'whole');
    const run = await runInProcess('train', ...args, '--out', whole, '--checkpoint-every', '5', '--keep', '100', '--json');
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    const checkpoints = readdirSync(join(whole, 'checkpoints'));
    expect(checkpoints.length).toBeGreaterThan(2);
    const result = eventsOf(run).at(-1) as Record<string, unknown>;
    const ended = /^(tidegate: patience has ended the run at step \d+; give more of it than --patience 2 to go on\n)?$/;
    for (const checkpoint of checkpoints) {
      const out = join(temporaryFolder(), 'resumed');
      const again = await runInProcess('train', '--resume', join(whole, 'checkpoints', checkpoint), '--out', out, '--json');
      expect(again).toMatchObject({ exitCode: 0, stderr: expect.stringMatching(ended) });
      expect(filesOf(out)).toEqual(filesOf(whole));
      // All that is told of the run is as it would have been, but for the time that it took.
      const timeless = Object.fromEntries(Object.entries(result).filter(([name]) => !/seconds|PerSecond|out/.test(name)));
      expect(eventsOf(again).at(-1)).toMatchObject(timeless);
    }
    expect(memory().numTensors).toBe(before);
  });
});

const adder = ['adder', '--units', '4', '--bits', '4', '--batch-size', '4', '--steps', '20'];

test('a checkpoint is a model too', async () => {
  const out = join(temporaryFolder(), 'run');
  await runInProcess('train', ...adder, '--out', out, '--checkpoint-every', '7', '--keep', '2', '--quiet');
  expect(readdirSync(join(out, 'checkpoints')).toSorted()).toEqual(['step-00000014', 'step-00000020']);
  const [evaluated] = eventsOf(await runInProcess('evaluate', join(out, 'checkpoints', 'step-00000014'), '--json'));
  expect(evaluated).toMatchObject({ event: 'result', pairs: 64 });
  expect(JSON.parse(readFileSync(join(out, 'checkpoints', 'step-00000014', 'config.json'), 'utf8')).training.steps).toBe(14);
});

test('a run that came to its end is trained further, and is the longer run', async () => {
  const [out, longer] = [join(temporaryFolder(), 'run'), join(temporaryFolder(), 'longer')];
  await runInProcess('train', ...adder, '--out', out, '--quiet');
  await runInProcess('train', ...adder, '--steps', '33', '--out', longer, '--quiet');
  const further = await runInProcess('train', '--resume', out, '--steps', '33', '--json');
  expect(further.exitCode).toBe(0);
  expect(eventsOf(further).map(({ event }) => event)).toEqual(['resume', 'checkpoint', 'result']);
  expect(filesOf(out)).toEqual(filesOf(longer));
  expect(readFileSync(join(out, 'run.json'))).toEqual(readFileSync(join(longer, 'run.json')));
});

test('a run with nothing left to do gives its result once more', async () => {
  const out = join(temporaryFolder(), 'run');
  const first = await runInProcess('train', ...adder, '--out', out, '--json');
  const files = filesOf(out);
  const again = await runInProcess('train', '--resume', out, '--json');
  expect(again.exitCode).toBe(0);
  expect(eventsOf(again).at(-1)).toEqual(eventsOf(first).at(-1));
  expect(filesOf(out)).toEqual(files);
});

test('a damaged checkpoint is told of, and the one before it is taken', async () => {
  const out = join(temporaryFolder(), 'run');
  await runInProcess('train', ...adder, '--out', out, '--checkpoint-every', '7', '--quiet');
  const files = filesOf(out);
  writeFileSync(join(out, 'checkpoints', 'step-00000020', 'training.safetensors'), 'damage');
  const again = await runInProcess('train', '--resume', out, '--json');
  expect(again).toMatchObject({
    exitCode: 0,
    stderr: expect.stringMatching(
      /^tidegate: \S+step-00000020: is damaged: training\.safetensors has 6 bytes, not \d+; an earlier one is taken\n$/,
    ),
  });
  expect(eventsOf(again)[0]).toMatchObject({ event: 'resume', step: 14 });
  expect(filesOf(out)).toEqual(files);
  for (const name of readdirSync(join(out, 'checkpoints'))) writeFileSync(join(out, 'checkpoints', name, 'training.safetensors'), 'damage');
  const lost = await runInProcess('train', '--resume', out);
  expect(lost.exitCode).toBe(1);
  expect(lost.stderr).toMatch(/has no checkpoint that can be read/);
});

test('a run without a checkpoint begins anew, and says so', async () => {
  const [out, whole] = [join(temporaryFolder(), 'run'), join(temporaryFolder(), 'whole')];
  await runInProcess('train', ...adder, '--out', whole, '--quiet');
  cpSync(whole, out, { recursive: true });
  rmSync(join(out, 'checkpoints'), { recursive: true });
  const again = await runInProcess('train', '--resume', out, '--quiet');
  expect(again).toEqual({ exitCode: 0, stdout: '', stderr: `tidegate: ${out} has no checkpoint yet: the run begins anew\n` });
  expect(filesOf(out)).toEqual(filesOf(whole));
});

test('--no-checkpoint-every writes none', async () => {
  const out = join(temporaryFolder(), 'run');
  await runInProcess('train', ...adder, '--out', out, '--no-checkpoint-every', '--quiet');
  expect(existsSync(join(out, 'checkpoints'))).toBe(false);
});

test('another run takes the place of one that came to its end, not of one that did not', async () => {
  const out = join(temporaryFolder(), 'run');
  await runInProcess('train', ...adder, '--out', out, '--quiet');
  expect(await runInProcess('train', ...adder, '--steps', '9', '--out', out, '--checkpoint-every', '3', '--quiet')).toMatchObject({
    exitCode: 0,
  });
  expect(readdirSync(join(out, 'checkpoints')).toSorted()).toEqual(['step-00000006', 'step-00000009']);
  rmSync(join(out, 'checkpoints', 'step-00000009'), { recursive: true });
  const refused = await runInProcess('train', ...adder, '--out', out);
  expect(refused.exitCode).toBe(2);
  expect(refused.stderr).toMatch(
    /^tidegate: --out must be a folder without checkpoints of a run that has not come to its end \(go on with it: --resume \S+; or remove \S+\), but is "\S+" \(with a checkpoint of step 6\); see tidegate train adder --help\n$/,
  );
  expect(readdirSync(join(out, 'checkpoints'))).toEqual(['step-00000006']);
});

describe('misuse', () => {
  const out = join(folder, 'misused');
  const checkpoint = join(out, 'checkpoints', 'step-00000007');
  beforeAll(async () => {
    await runInProcess('train', 'textrnn', '--data', table, ...small, '--steps', '7', '--out', out, '--quiet');
  });

  test.each<[args: readonly string[], message: string]>([
    [['--resume', join(folder, 'nowhere')], '--resume must be a folder that "tidegate train PRESET --out" wrote, but is "'],
    [['textrnn', '--resume', out, '--units', '7'], '--units must be 6, as in the run that goes on, but is 7; see tidegate train textrnn'],
    [['textrnn', '--resume', out, '--clip', '7'], '--clip must be left away, as in the run that goes on, but is 7'],
    [['charlm', '--resume', out], `PRESET must be textrnn, as in the run of ${out}, but is "charlm"`],
    [['--resume', out, '--config', join(out, 'run.json')], '--config must be left away with --resume'],
    [
      ['--resume', checkpoint],
      '--out must be another folder than that of the run, where --resume names one of its checkpoints, but is missing',
    ],
    [['--resume', checkpoint, '--out', out], '--out must be another folder than that of the run'],
    [
      ['--resume', out, '--data', newWords],
      '--data must be what the run has learned from so far (give the same data, or begin another run), but is "',
    ],
    [['--resume', out, '--data', otherTable], '(give the same data, or begin another run), but is "'],
    [
      ['--resume', out, '--checkpoint-every', '1h'],
      '--checkpoint-every must be a whole number of steps of at least 1, or a number of minutes',
    ],
    [['--resume', out, '--checkpoint-every', '0'], '--checkpoint-every must be a whole number of steps'],
    [['--resume', out, '--checkpoint-every', '0m'], '--checkpoint-every must be a whole number of steps'],
    [['--resume', out, '--checkpoint-every', `${'9'.repeat(400)}m`], '--checkpoint-every must be a whole number of steps'],
    [['--resume', out, '--keep', '0'], '--keep must be a whole number of at least 1, but is "0"'],
  ])('%s', async (args, message) => {
    const files = filesOf(out);
    const run = await runInProcess('train', ...args);
    expect(run).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(message) });
    expect(run.stderr).toMatch(/^tidegate: [^\n]*\n$/);
    expect(filesOf(out)).toEqual(files);
  });

  test('minutes and moved data are no misuse', async () => {
    const moved = writeData(temporaryFolder(), 'moved.tsv', tsvOf(smallExamples(60)));
    const run = await runInProcess('train', '--resume', out, '--data', moved, '--checkpoint-every', '0.5m', '--steps', '9', '--json');
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(eventsOf(run).at(-1)).toMatchObject({ steps: 9 });
  });
});
