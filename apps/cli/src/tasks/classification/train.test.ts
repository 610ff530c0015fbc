import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { memory, removeBackend } from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { startBackend } from '../../backends/start-backend.js';
import { eventsOf, runInProcess } from '../../testing/run-in-process.js';
import { jsonLinesOf, smallExamples, tsvOf, writeData } from '../../testing/small-data.js';
import { temporaryFolder } from '../../testing/temporary-folder.js';

const sizes = ['--units', '8', '--embedding-size', '8', '--batch-size', '8', '--learning-rate', '0.02'];
/** Learns much in few steps. */
const hasty = [
  '--dropout',
  '0.1',
  '--embedding-dropout',
  '0',
  '--token-dropout',
  '0',
  '--embedding-deviation',
  '1',
  '--schedule',
  'constant',
];
const brief = [...sizes, '--epochs', '2', '--json'];

/** One class is rarer than the others. */
const examples = smallExamples(90).filter((_, index) => index % 9 !== 0);

let folder: string;
let data: string;
let held: string;
beforeAll(() => startBackend());
beforeEach(() => {
  folder = temporaryFolder();
  data = writeData(folder, 'train.tsv', tsvOf(examples));
  held = writeData(folder, 'test.tsv', tsvOf(smallExamples(30, 1)));
});

async function events(...args: readonly string[]): Promise<Record<string, unknown>[]> {
  const run = await runInProcess('train', ...args);
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  return eventsOf(run);
}

/** What a run comes to, without what differs from run to run. */
async function learned(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { examplesPerSecond: _, seconds: __, ...result } = (await events(...args)).at(-1) as Record<string, unknown>;
  return result;
}

test.each(['textrnn', 'rcnn'])('%s learns small classes, and is measured on the test file', async (preset) => {
  const all = await events(preset, '--data', data, '--test', held, ...sizes, ...hasty, '--epochs', '4', '--json');
  const result = all.at(-1) as { accuracy: number; perClass: Record<string, unknown>; confusion: number[][] };
  expect(result).toMatchObject({ event: 'result', preset, measuredOn: 'test', examples: 30, labels: ['food', 'music', 'weather'] });
  expect(result.accuracy).toBeGreaterThanOrEqual(0.9);
  expect(Object.keys(result.perClass)).toEqual(['food', 'music', 'weather']);
  expect(result.confusion.flat().reduce((sum, count) => sum + count)).toBe(30);
  expect(all.slice(0, -1).map(({ event, epoch }) => [event, epoch])).toEqual([1, 2, 3, 4].map((epoch) => ['progress', epoch]));
  // 70 examples in batches of 8, for each of 4 epochs.
  expect(all[3]).toMatchObject({
    step: 36,
    steps: 36,
    validation: { accuracy: expect.any(Number), loss: expect.any(Number), examples: 10 },
  });
});

test.each<[string[], string?]>([
  [['--tokenizer', 'characters']],
  [['--tokenizer', 'bytes']],
  [['--minimum-count', '8']],
  [['--vocabulary-size', '9']],
  [['--maximum-length', '2']],
  [['--cell', 'gru']],
  [['--units', '5']],
  [['--embedding-size', '5']],
  [['--layers', '2']],
  [['--dropout', '0']],
  [['--embedding-dropout', '0.3']],
  [['--token-dropout', '0.3']],
  [['--pooling', 'max']],
  [['--variant', 'original'], 'rcnn'],
  [['--widths', '1,2'], 'rcnn'],
  [['--filters', '3'], 'rcnn'],
  [['--epochs', '3']],
  [['--steps', '3']],
  [['--batch-size', '9']],
  [['--optimizer', 'sgd']],
  [['--learning-rate', '0.01']],
  [['--schedule', 'constant']],
  [['--schedule', 'exponential']],
  [['--schedule', 'exponential', '--decay-rate', '0.5', '--decay-steps', '3']],
  [['--embedding-deviation', '1']],
  [['--clip', '0.01']],
  [['--penalty', '0.1']],
  [['--accumulate', '2']],
  [['--average-decay', '0.9']],
  [['--touched-rows-only']],
  [['--label-smoothing', '0.1']],
  [['--class-weights', 'balanced']],
  [['--seed', '1']],
  [['--no-valid']],
])('%s changes what is learned', async (options, preset = 'textrnn') => {
  const usual = await learned(preset, '--data', data, ...brief);
  expect(await learned(preset, '--data', data, ...brief, ...options)).not.toEqual(usual);
});

test('the case of letters counts where it is to', async () => {
  const lines = readFileSync(data, 'utf8').split('\n');
  const upper = lines.map((line, index) => (index % 2 === 1 ? line.replace(/\t.*/, (text) => text.toUpperCase()) : line));
  const mixed = writeData(folder, 'mixed.tsv', upper.join('\n'));
  const lower = await learned('textrnn', '--data', mixed, ...brief);
  expect(await learned('textrnn', '--data', data, ...brief)).toEqual(lower);
  expect(await learned('textrnn', '--data', mixed, ...brief, '--no-lowercase')).not.toEqual(lower);
});

test('the same seed learns the same, from a file that is read again in each epoch too', async () => {
  const usual = await learned('textrnn', '--data', data, '--test', held, ...brief);
  expect(await learned('textrnn', '--data', data, '--test', held, ...brief)).toEqual(usual);
  // As many examples are drawn from as there are, so that the stream is mixed well; its order is another one.
  const streamed = await learned('textrnn', '--data', data, '--test', held, ...brief, '--keep-up-to', '0');
  expect(streamed).toMatchObject({ steps: usual.steps, examples: 30, labels: usual.labels, preset: 'textrnn' });
  expect(await learned('textrnn', '--data', data, '--test', held, ...brief, '--keep-up-to', '0')).toEqual(streamed);
});

test('CSV, JSON lines, tokens in the place of texts, and folders hold the same examples', async () => {
  const usual = await learned('textrnn', '--data', data, ...brief, '--tokenizer', 'whitespace');
  const json = examples.map(({ label, tokens }) => JSON.stringify({ topic: label, words: tokens.join(' ') })).join('\n');
  const columns = ['--text-column', 'words', '--label-column', 'topic'];
  const jsonl = writeData(folder, 'x.jsonl', json);
  expect(await learned('textrnn', '--data', jsonl, ...columns, ...brief, '--tokenizer', 'whitespace')).toEqual(usual);
  const tokens = writeData(folder, 'tokens.jsonl', jsonLinesOf(examples));
  expect(await learned('textrnn', '--data', tokens, ...brief, '--tokenizer', 'whitespace')).toEqual(usual);
  const named = writeData(folder, 'data', tsvOf(examples));
  expect(await learned('textrnn', '--data', named, '--format', 'tsv', ...brief, '--tokenizer', 'whitespace')).toEqual(usual);
  for (const [index, { label, tokens: words }] of examples.entries()) {
    mkdirSync(join(folder, 'classes', label), { recursive: true });
    writeFileSync(join(folder, 'classes', label, `${index}.txt`), words.join(' '));
  }
  expect(await learned('textrnn', '--data', join(folder, 'classes'), ...brief)).toMatchObject({ examples: 10, labels: usual.labels });
});

test('texts may have several labels', async () => {
  const lines = smallExamples(90).map(({ label, tokens }, index) => `${index % 2 ? `${label};odd` : label}\t${tokens.join(' ')}`);
  const several = writeData(folder, 'several.tsv', ['label\ttext', ...lines].join('\n'));
  const result = await learned('textrnn', '--data', several, '--label-separator', ';', ...brief, '--out', join(folder, 'model'));
  expect(result).toMatchObject({ labels: ['food', 'music', 'odd', 'weather'], microF1: expect.any(Number) });
  expect(result).not.toHaveProperty('confusion');
  const run = await runInProcess('predict', join(folder, 'model'), 'the rain storm', '--json', '--all');
  expect(Object.keys((eventsOf(run)[0] as { probabilities: object }).probabilities).sort()).toEqual(['food', 'music', 'odd', 'weather']);
});

test('vectors from a file are begun with, in either format, and may be left as they are', async () => {
  const usual = await learned('textrnn', '--data', data, ...brief);
  const rows = ['rain', 'storm', 'bread'].map((word, at) => `${word} ${at} 0.5 -1`);
  const glove = writeData(folder, 'glove.txt', `${rows.join('\n')}\n`);
  const word2vec = writeData(folder, 'w2v.txt', `3 3\n${rows.join('\n')}\n`);
  const started = await learned('textrnn', '--data', data, ...brief, '--vectors', glove);
  expect(started).not.toEqual(usual);
  expect(await learned('textrnn', '--data', data, ...brief, '--vectors', word2vec)).toEqual(started);
  expect(await learned('textrnn', '--data', data, ...brief, '--vectors', glove, '--freeze-vectors')).not.toEqual(started);
});

test('training ends when patience runs out, and keeps the best weights', async () => {
  const all = await events('textrnn', '--data', data, ...sizes, '--json', '--epochs', '60', '--patience', '2');
  const scores = all.slice(0, -1).map(({ validation }) => (validation as { accuracy: number }).accuracy);
  expect(scores.length).toBeLessThan(60);
  expect(all.at(-1)).toMatchObject({ accuracy: Math.max(...scores), measuredOn: 'validation' });
});

test('a learning rate that waits for a plateau falls when validation has not improved', async () => {
  const long = [...brief, '--epochs', '14', '--learning-rate', '0.1'];
  const constant = await learned('textrnn', '--data', data, ...long);
  expect((await learned('textrnn', '--data', data, ...long, '--schedule', 'plateau')).trainingLoss).not.toBe(constant.trainingLoss);
});

test.each([
  [['--patience', '2'], /--patience must be left away where there is nothing to validate on, but is 2/],
  [['--schedule', 'plateau'], /--schedule must be one that needs no validation where there is nothing to validate on, but is plateau/],
])('%s is refused with --no-valid', async (options, message) => {
  const run = await runInProcess('train', 'textrnn', '--data', data, ...brief, '--quiet', '--no-valid', ...options);
  expect(run).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringMatching(message) });
});

test('every number of threads, and every backend but for the last digits, learn the same', async () => {
  const usual = await learned('textrnn', '--data', data, ...brief);
  for (const threads of ['1', '3']) {
    removeBackend('wasm');
    expect(await learned('textrnn', '--data', data, ...brief, '--threads', threads)).toEqual(usual);
  }
  const onCpu = await learned('textrnn', '--data', data, ...brief, '--backend', 'cpu');
  expect(onCpu.trainingLoss).toBeCloseTo(usual.trainingLoss as number, 3);
  removeBackend('wasm');
  await startBackend();
});

test('without data to measure on, the loss is that of training', async () => {
  const result = await learned('textrnn', '--data', data, ...brief, '--no-valid');
  expect(result).toMatchObject({ loss: result.trainingLoss });
  expect(result).not.toHaveProperty('accuracy');
});

test('a model folder repeats its run, and holds what was measured', async () => {
  const out = join(folder, 'model');
  const first = await learned('textrnn', '--data', data, '--test', held, ...brief, '--out', out);
  expect(readdirSync(out).sort()).toEqual([
    'README.md',
    'checkpoints',
    'config.json',
    'labels.json',
    'model.safetensors',
    'run.json',
    'vocabulary.json',
  ]);
  const again = join(folder, 'again');
  const repeated = await learned('--config', join(out, 'run.json'), '--out', again, '--json');
  expect(repeated).toEqual({ ...first, out: again });
  expect(readFileSync(join(again, 'model.safetensors'))).toEqual(readFileSync(join(out, 'model.safetensors')));
  const { metrics, measuredOn } = JSON.parse(readFileSync(join(out, 'config.json'), 'utf8'));
  expect({ metrics, measuredOn }).toEqual({
    metrics: { accuracy: first.accuracy, macroF1: first.macroF1, loss: first.loss, examples: 30 },
    measuredOn: 'test',
  });
});

test('people read lines', async () => {
  const run = await runInProcess('train', 'textrnn', '--data', data, '--test', held, ...sizes, '--epochs', '2', '--log-every', '10');
  expect(run.stdout).toMatch(/^textrnn: 70 examples of .*train\.tsv, 10 to validate on \(held out\), 30 to test on\n3 labels, 25 tokens, /);
  expect(run.stdout).toMatch(
    /\nepoch 1\/2 {2}step {2}9\/18 {2}loss .*validation: accuracy [\d.]+%, loss [\d.]+\nepoch 2\/2 {2}step 10\/18 {2}loss [\d.]+ +[\d,]+ examples\/s\n/,
  );
  expect(run.stdout).toMatch(/\nDone: 18 steps in .*\nOn the test data \(.*test\.tsv\):\naccuracy {2}[\d.]+% of 30 texts\n/);
  expect(run.stdout).toContain('\nis \\ taken for');
});

test('no tensor is left behind', async () => {
  const before = memory().numTensors;
  await learned('rcnn', '--data', data, ...brief, '--average-decay', '0.9', '--class-weights', 'balanced', '--patience', '1');
  await runInProcess('train', 'textrnn', '--data', data, ...brief, '--learning-rate', '1e30', '--optimizer', 'sgd');
  expect(memory().numTensors).toBe(before);
});
