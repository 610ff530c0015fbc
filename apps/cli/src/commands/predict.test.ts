import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../backends/start-backend.js';
import { eventsOf, runInProcess, runWithInput } from '../testing/run-in-process.js';
import { jsonLinesOf, smallExamples, tsvOf, writeData } from '../testing/small-data.js';
import { keptFolder, temporaryFolder } from '../testing/temporary-folder.js';

const folder = keptFolder();
const classifier = join(folder, 'classifier');
const tagger = join(folder, 'tagger');
const noDropout = ['--dropout', '0', '--embedding-dropout', '0', '--token-dropout', '0'];
const sizes = ['--units', '8', '--embedding-size', '8', '--batch-size', '8', '--learning-rate', '0.02', ...noDropout, '--quiet'];

beforeAll(async () => {
  await startBackend();
  const tsv = writeData(folder, 'train.tsv', tsvOf(smallExamples(90)));
  const jsonl = writeData(folder, 'train.jsonl', jsonLinesOf(smallExamples(90)));
  await runInProcess('train', 'textrnn', '--data', tsv, ...sizes, '--epochs', '6', '--out', classifier);
  await runInProcess('train', 'tagger', '--data', jsonl, ...sizes, '--epochs', '12', '--out', tagger);
}, 60_000);

test('the class of each text is said, with its probability', async () => {
  const run = await runInProcess('predict', classifier, 'the rain storm', 'a song violin', '--json');
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  const events = eventsOf(run) as { label: string; probability: number }[];
  expect(events.map(({ label }) => label)).toEqual(['weather', 'music']);
  expect(events[0]).toEqual({ event: 'result', text: 'the rain storm', label: 'weather', probability: expect.any(Number) });
  expect(events[0]?.probability).toBeGreaterThan(0.5);
});

test('--all gives every label, the likeliest first, and the probabilities are 1 together', async () => {
  const [event] = eventsOf(await runInProcess('predict', classifier, 'the rain storm', '--json', '--all'));
  const probabilities = event?.probabilities as Record<string, number>;
  const values = Object.values(probabilities);
  expect(Object.keys(probabilities).sort()).toEqual(['food', 'music', 'weather']);
  expect(values.reduce((sum, value) => sum + value)).toBeCloseTo(1, 5);
  expect(values).toEqual(values.toSorted((a, b) => b - a));
});

test('lines of standard input are answered one by one, empty ones too, as they are alone', async () => {
  const lines = ['the rain storm', '', 'a song violin drum and quite some my the', 'soup'];
  const together = eventsOf(await runWithInput(`\uFEFF${lines.join('\r\n')}\r\n`, 'predict', classifier, '--json'));
  expect(together.map(({ text }) => text)).toEqual(lines);
  for (const [index, text] of lines.entries()) {
    const [alone] = eventsOf(await runWithInput(`${text}\n`, 'predict', classifier, '--json'));
    expect(alone).toMatchObject({ label: together[index]?.label });
    expect(alone?.probability).toBeCloseTo(together[index]?.probability as number, 5);
  }
  expect(eventsOf(await runWithInput(lines.join('\n'), 'predict', classifier, '--json', '--batch-size', '1')).length).toBe(4);
  expect(await runWithInput('', 'predict', classifier)).toEqual({ exitCode: 0, stdout: '', stderr: '' });
});

test('people read a line for each text', async () => {
  const { stdout } = await runInProcess('predict', classifier, 'the rain storm');
  expect(stdout).toMatch(/^weather [\d.]+%\tthe rain storm\n$/);
  expect((await runInProcess('predict', classifier, 'the rain storm', '--quiet')).stdout).toBe('');
});

test('a tagger gives each token its tag', async () => {
  const [event] = eventsOf(await runInProcess('predict', tagger, 'The rain storm very', '--json'));
  expect(event).toEqual({
    event: 'result',
    tokens: ['The', 'rain', 'storm', 'very'],
    tags: ['O', 'B-weather', 'I-weather', 'O'],
    probabilities: [expect.any(Number), expect.any(Number), expect.any(Number), expect.any(Number)],
  });
  expect((await runInProcess('predict', tagger, 'The rain storm very')).stdout).toBe('The rain/B-weather storm/I-weather very\n');
  expect((await runWithInput('\n', 'predict', tagger)).stdout).toBe('\n');
});

test('a model is measured on other data as it was after training', async () => {
  const test = writeData(folder, 'test.tsv', tsvOf(smallExamples(30, 1)));
  const [event] = eventsOf(await runInProcess('evaluate', classifier, '--data', test, '--json'));
  expect(event).toMatchObject({
    event: 'result',
    model: classifier,
    preset: 'textrnn',
    examples: 30,
    labels: ['food', 'music', 'weather'],
  });
  expect(event?.accuracy).toBeGreaterThan(0.8);
  const padded = eventsOf(await runInProcess('evaluate', classifier, '--data', test, '--json', '--batch-size', '1'))[0];
  expect(padded).toMatchObject({ accuracy: event?.accuracy, confusion: event?.confusion });
  expect(padded?.loss).toBeCloseTo(event?.loss as number, 5);
  const { stdout } = await runInProcess('evaluate', classifier, '--data', test);
  expect(stdout).toMatch(
    /: textrnn, tested on .*test\.tsv\naccuracy {2}[\d.]+% of 30 texts\nmacro F1 [\s\S]*precision {2}recall[\s\S]*is \\ taken for/,
  );
  const jsonl = writeData(folder, 'test.jsonl', jsonLinesOf(smallExamples(30, 1)));
  const tags = await runInProcess('evaluate', tagger, '--data', jsonl, '--json');
  expect(eventsOf(tags)[0]).toMatchObject({ preset: 'tagger', f1: expect.any(Number), precision: expect.any(Number), examples: 30 });
});

test.each([
  [['evaluate', 'MODEL'], /--data must be the path of a file or a folder to test on, but is missing/],
  [['evaluate', 'MODEL', '--bits', '4'], /--bits must be left away for textrnn, but is 4/],
  [['evaluate', 'MODEL', '--data', 'x', '--tags-column', 'y'], /--tags-column must be left away for textrnn, but is "y"/],
  [['generate', 'MODEL'], /MODEL_DIR must be a language model, but is ".*classifier" \(textrnn\)/],
])('%s is misuse', async (args, message) => {
  const run = await runInProcess(...args.map((arg) => (arg === 'MODEL' ? classifier : arg)));
  expect(run).toMatchObject({ exitCode: 2, stdout: '' });
  expect(run.stderr).toMatch(message);
});

test.each<[what: string, change: (model: string) => void, message: RegExp]>([
  [
    'a damaged vocabulary',
    (model) => appendFileSync(join(model, 'vocabulary.json'), ' '),
    /vocabulary\.json: is damaged, or is not the file that/,
  ],
  [
    'no labels',
    (model) => rmSync(join(model, 'labels.json')),
    /labels\.json: cannot be read \(ENOENT: .*\); is this a folder that --out wrote\?/,
  ],
  [
    'no such cell',
    (model) => edit(model, ({ config }) => Object.assign(config, { cell: 'mut' })),
    /config\.json: is not a model of this .*cell/,
  ],
  ['no tokenizer', (model) => edit(model, (file) => Object.assign(file, { tokenizer: { kind: 'x' } })), /config\.json: .*tokenizer\.kind/],
  [
    'a part that is not said to be one',
    (model) => edit(model, ({ parts }) => delete parts['labels.json']),
    /config\.json: .*labels\.json is not among/,
  ],
])('a model with %s is refused with what to do', async (_, change, message) => {
  const model = join(temporaryFolder(), 'model');
  cpSync(classifier, model, { recursive: true });
  change(model);
  const before = memory().numTensors;
  const run = await runInProcess('predict', model, 'the rain');
  expect(run).toMatchObject({ exitCode: 1, stdout: '' });
  expect(run.stderr).toMatch(message);
  expect(run.stderr).toMatch(/^tidegate: [^\n]*\n$/);
  expect(memory().numTensors).toBe(before);
});

function edit(model: string, change: (file: { config: object; parts: Record<string, string> }) => void): void {
  const path = join(model, 'config.json');
  const file = JSON.parse(readFileSync(path, 'utf8'));
  change(file);
  writeFileSync(path, JSON.stringify(file));
}

test('no tensor is left behind', async () => {
  const before = memory().numTensors;
  await runInProcess('predict', classifier, 'the rain', 'storm', '--quiet');
  await runInProcess('predict', tagger, 'the rain', 'storm', '--quiet');
  expect(memory().numTensors).toBe(before);
});
