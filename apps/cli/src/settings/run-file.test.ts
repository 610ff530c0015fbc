import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventsOf, runInProcess } from '../testing/run-in-process.js';
import { smallExamples, tsvOf, writeData } from '../testing/small-data.js';
import { temporaryFolder } from '../testing/temporary-folder.js';

const tiny = { preset: 'adder', steps: 3, bits: 4, units: 4, batchSize: 4, logEvery: 1 };

function runFile(content: unknown): string {
  return writeData(temporaryFolder(), 'run.json', typeof content === 'string' ? content : JSON.stringify(content));
}

async function resultOf(...args: readonly string[]): Promise<Record<string, unknown>> {
  const run = await runInProcess('train', ...args, '--json', '--quiet');
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  const { stepsPerSecond: _, ...result } = eventsOf(run)[0] as Record<string, unknown>;
  return result;
}

test('a run file says what options say, and options override it', async () => {
  const given = ['adder', '--steps', '3', '--bits', '4', '--units', '4', '--batch-size', '4'];
  const usual = await resultOf(...given);
  expect(await resultOf('--config', runFile(tiny))).toEqual(usual);
  expect(await resultOf('adder', '--config', runFile({ ...tiny, preset: undefined }))).toEqual(usual);
  expect(await resultOf('--seed', '3', '--config', runFile(tiny))).toEqual(await resultOf(...given, '--seed', '3'));
  expect(await resultOf('adder', '--config', runFile({ ...tiny, steps: 9 }), '--steps', '3')).toEqual(usual);
  expect(await resultOf('--config', runFile(`\uFEFF${JSON.stringify(tiny)}`))).toEqual(usual);
});

test.each<[what: string, content: unknown, message: RegExp]>([
  ['of another preset', { ...tiny, preset: 'textrnn' }, /run\.json: preset must be adder, as on the command line, but is "textrnn"/],
  [
    'with a key that nobody knows',
    { ...tiny, batchsize: 3 },
    /run\.json: batchsize must be a setting of adder, but is none; did you mean batchSize\?/,
  ],
  [
    'with a flag in the place of a key',
    { ...tiny, '--steps': 3 },
    /run\.json: --steps must be a setting of adder, but is none; did you mean steps\?/,
  ],
  ['with a key that every object has', { ...tiny, toString: 3 }, /run\.json: toString must be a setting of adder, but is none/],
  ['with a value of another type', { ...tiny, steps: '3' }, /run\.json: steps must be a whole number of at least 1, but is "3"/],
  ['with a value out of range', { ...tiny, dropout: 1 }, /run\.json: dropout must be a number from 0 to below 1, but is 1/],
  ['with a name that is not allowed', { ...tiny, cell: 'mut' }, /run\.json: cell must be one of rnn, lstm, gru, but is "mut"/],
  ['with nothing for a value', { ...tiny, seed: null }, /run\.json: seed must be a whole number of at least 0, but is null/],
  ['that is no JSON', '{', /--config must be a JSON file with the settings of a run, but is ".*run\.json" \(.*JSON.*\)/],
  ['that is a list', [tiny], /--config must be a JSON file with the settings of a run, but is ".*run\.json" \(an array\)/],
  ['that is null', 'null', /--config must be a JSON file with the settings of a run, but is ".*run\.json" \(null\)/],
])('a run file %s is misuse: one line', async (_, content, message) => {
  const run = await runInProcess('train', 'adder', '--config', runFile(content));
  expect(run).toMatchObject({ exitCode: 2, stdout: '' });
  expect(run.stderr).toMatch(message);
  expect(run.stderr).toMatch(/^tidegate: .*; see tidegate train adder --help\n$/);
});

test('a run file without a preset, or that is not there, is named', async () => {
  const nameless = await runInProcess('train', '--config', runFile({ steps: 3 }));
  expect(nameless).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/run\.json: preset must be one of adder, .* but is missing; see/),
  });
  const unknown = await runInProcess('train', '--config', runFile({ preset: 'addre' }));
  expect(unknown.stderr).toMatch(/run\.json: preset must be one of adder, .* but is "addre"; see/);
  const missing = await runInProcess('train', '--config', join(temporaryFolder(), 'no.json'));
  expect(missing).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/no\.json" \(ENOENT: no such file or directory\); see/) });
});

test('false stands for what --no-NAME says, where there is such an option', async () => {
  const run = await runInProcess('train', '--config', runFile({ preset: 'textrnn', data: '/nowhere.tsv', valid: false, lowercase: false }));
  expect(run).toMatchObject({ exitCode: 1, stderr: 'tidegate: /nowhere.tsv: there is no such file; check the path\n' });
  const refused = await runInProcess('train', '--config', runFile({ preset: 'textrnn', data: false }));
  expect(refused.stderr).toMatch(/run\.json: data must be the path of a file or a folder, but is false/);
  const path = await runInProcess('train', '--config', runFile({ preset: 'textrnn', valid: true }));
  expect(path.stderr).toMatch(/run\.json: valid must be the path of a file or a folder, or false, but is true/);
});

test('who says how long training lasts by steps is not bound by the default of epochs, and the other way round', async () => {
  const folder = temporaryFolder();
  const data = writeData(folder, 'train.tsv', tsvOf(smallExamples(30)));
  const small = ['--units', '3', '--embedding-size', '3', '--batch-size', '10', '--no-valid'];
  expect(await resultOf('textrnn', '--data', data, ...small, '--steps', '40')).toMatchObject({ steps: 40, epochs: 13 });
  expect(await resultOf('textrnn', '--data', data, ...small, '--steps', '40', '--epochs', '2')).toMatchObject({ steps: 6, epochs: 2 });
  expect(await resultOf('charlm', '--data', data, ...small, '--epochs', '1')).toMatchObject({ steps: 2, epochs: 1 });
});

test('a run that is repeated leaves its log alone, and one that goes on writes it further', async () => {
  const [out, log, again] = ['out', 'log', 'again'].map((name) => join(temporaryFolder(), name)) as [string, string, string];
  const lines = (): string[] => readFileSync(join(log, 'scalars.jsonl'), 'utf8').trimEnd().split('\n');
  const repeated = join(out, 'run.json');
  await resultOf('--config', runFile(tiny), '--out', out, '--log-dir', log);
  expect(JSON.parse(readFileSync(repeated, 'utf8'))).toMatchObject({ ...tiny, onResume: { logDir: log } });
  const before = lines();
  expect(await runInProcess('train', '--config', repeated, '--out', again, '--quiet')).toMatchObject({ exitCode: 0, stderr: '' });
  expect(lines()).toEqual(before);
  expect(await runInProcess('train', '--resume', out, '--steps', '5', '--quiet')).toMatchObject({ exitCode: 0, stderr: '' });
  expect(lines().length).toBe(before.length + 2);
  writeFileSync(repeated, JSON.stringify({ ...tiny, onResume: 3 }));
  const refused = await runInProcess('train', '--resume', out);
  expect(refused).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('run.json: onResume must be an object of settings, but is 3'),
  });
});
