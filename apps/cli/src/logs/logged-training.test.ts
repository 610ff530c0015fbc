import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { memory } from '@tensorflow/tfjs-core';
import { readTensorboard } from '@tidegate/testing/tensorboard';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { startBackend } from '../backends/start-backend.js';
import { eventsOf, runInProcess } from '../testing/run-in-process.js';
import { jsonLinesOf, smallExamples, tsvOf, writeData } from '../testing/small-data.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { isEventFile } from './event-file.js';

const small = ['--units', '4', '--layers', '1', '--backend', 'cpu'];
const text = ['--embedding-size', '4', '--batch-size', '8', '--epochs', '2', ...small];

let folder: string;
beforeAll(() => startBackend({ backend: 'cpu' }));
beforeEach(() => {
  folder = temporaryFolder();
});

interface PublishedValue {
  readonly tag: string;
  readonly metadata: { readonly plugin_data: { readonly plugin_name: string } };
  readonly tensor: { readonly float_val: readonly number[]; readonly double_val: readonly number[] };
}

interface Logged {
  readonly lines: readonly Record<string, number>[];
  /** The same as TensorBoard's file has it. */
  readonly scalars: readonly Record<string, number>[];
  /** The counts of each histogram, by tag, at each step that has them. */
  readonly histograms: readonly (readonly [step: number, counts: Readonly<Record<string, number>>])[];
}

function linesOf(directory: string): Record<string, number>[] {
  const lines = readFileSync(join(directory, 'scalars.jsonl'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line));
}

async function logged(...args: readonly string[]): Promise<Logged> {
  const directory = join(folder, 'logs');
  const run = await runInProcess('train', ...args, '--log-dir', directory);
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  const [name = '', ...more] = readdirSync(directory).filter(isEventFile);
  expect(more).toEqual([]);
  const lines = linesOf(directory);
  const [start, session, ...events] = readTensorboard(readFileSync(join(directory, name)));
  expect(start).toMatchObject({ file_version: 'brain.Event:2' });
  expect(session).toMatchObject({ step: 1, session_log: { status: 'START' } });
  const valued = events.map(({ step, wall_time: wallTime, summary }) => {
    const { value } = summary as { value: PublishedValue[] };
    const of = (plugin: string) => value.filter(({ metadata }) => metadata.plugin_data.plugin_name === plugin);
    return { position: { step: step as number, wallTime: wallTime as number }, scalars: of('scalars'), histograms: of('histograms') };
  });
  return {
    lines,
    scalars: valued
      .filter((event) => event.scalars.length > 0)
      .map(({ position, scalars }) => ({ ...position, ...entries(scalars, ({ float_val: [scalar = Number.NaN] }) => scalar) })),
    histograms: valued
      .filter((event) => event.histograms.length > 0)
      .map(({ position, histograms }) => [position.step, entries(histograms, ({ double_val: all }) => countsOf(all))] as const),
  };
}

function entries(values: readonly PublishedValue[], read: (tensor: PublishedValue['tensor']) => number): Record<string, number> {
  return Object.fromEntries(values.map(({ tag, tensor }) => [tag, read(tensor)]));
}

/** Of `[left, right, count]` one after the other. */
function countsOf(buckets: readonly number[]): number {
  return buckets.reduce((sum, value, index) => (index % 3 === 2 ? sum + value : sum), 0);
}

test('the adder: both files agree, and histograms count all weights and gates', async () => {
  const { lines, scalars, histograms } = await logged('adder', '--steps', '40', '--batch-size', '4', ...small);
  expect(lines.map(({ step }) => step)).toEqual(Array.from({ length: 20 }, (_, point) => 2 * point + 2));
  expect(Object.keys(lines[0] as object)).toEqual([
    ...['step', 'epoch', 'wallTime', 'train/loss', 'train/gradientNorm', 'train/learningRate', 'train/stepsPerSecond'],
  ]);
  const rounded = lines.map(({ epoch, step, wallTime, ...values }) => {
    expect(epoch).toBe(1);
    return { step, wallTime, ...Object.fromEntries(Object.entries(values).map(([tag, value]) => [tag, Math.fround(value)])) };
  });
  expect(scalars).toEqual(rounded);
  const [step, counts] = histograms[0] as Logged['histograms'][number];
  expect(step).toBe(2);
  const steps = 8 * 8;
  expect(counts).toEqual({
    'weights/encoder/0/inputKernel': 2 * 16,
    'weights/encoder/0/recurrentKernel': 4 * 16,
    'weights/encoder/0/bias': 16,
    'weights/head/kernel': 4,
    ...Object.fromEntries(
      ['input', 'forget', 'candidate', 'output', 'cell', 'hidden'].map((gate) => [`gates/encoder/0/${gate}`, 4 * steps]),
    ),
  });
});

test.each([
  { preset: 'textrnn', speed: 'examples', figures: ['accuracy', 'macroF1', 'loss'], gate: 'encoder/0/backward/update' },
  { preset: 'rcnn', speed: 'examples', figures: ['accuracy', 'macroF1', 'loss'], gate: 'update' },
  { preset: 'tagger', speed: 'examples', figures: ['f1', 'accuracy', 'loss'], gate: 'encoder/0/forward/update' },
])('$preset: curves of training and validation, and gates', async ({ preset, speed, figures, gate }) => {
  const examples = smallExamples(90);
  const data = preset === 'tagger' ? writeData(folder, 'a.jsonl', jsonLinesOf(examples)) : writeData(folder, 'a.tsv', tsvOf(examples));
  const before = memory().numTensors;
  const { lines, scalars, histograms } = await logged(preset, '--data', data, ...text, '--cell', 'gru');
  expect(memory().numTensors).toBe(before);
  const training = lines.filter((line) => 'train/loss' in line);
  expect(training.length).toBeGreaterThanOrEqual(20);
  expect(training.at(-1)?.[`train/${speed}PerSecond`]).toBeGreaterThan(0);
  const validations = lines.filter((line) => 'validation/loss' in line);
  expect(validations.map(({ epoch }) => epoch)).toEqual([1, 2]);
  for (const figure of figures) expect(validations[0]).toHaveProperty([`validation/${figure}`]);
  expect(scalars).toHaveLength(lines.length);
  expect(Object.keys(histograms[0]?.[1] ?? {}).filter((tag) => tag.startsWith('gates/') && tag.endsWith(gate)).length).toBeGreaterThan(0);
});

test('a language model, whose text is validated every so many steps', async () => {
  const data = writeData(folder, 'a.txt', tsvOf(smallExamples(90)));
  const sizes = ['--batch-size', '4', '--sequence-length', '10', '--steps', '20', '--validate-every', '10', '--embedding-size', '4'];
  const { lines, histograms } = await logged('charlm', '--data', data, ...sizes, ...small);
  const validations = lines.filter((line) => 'validation/perplexity' in line);
  expect(validations.map(({ step }) => step)).toEqual([10, 20]);
  expect(lines.at(-2)?.['train/tokensPerSecond']).toBeGreaterThan(0);
  expect(histograms[0]?.[1]).toMatchObject({ 'gates/encoder/0/hidden': 8 * 10 * 4 });
});

test('a curve has the first step of a run that goes on, and the last step', async () => {
  const [out, directory] = [join(folder, 'out'), join(folder, 'logs')];
  const args = ['adder', ...small, '--batch-size', '2', '--log-every', '100'];
  await runInProcess('train', ...args, '--steps', '101', '--out', out, '--log-dir', directory);
  expect(linesOf(directory).map(({ step }) => step)).toEqual([...Array.from({ length: 20 }, (_, point) => 5 * point + 5), 101]);
  await runInProcess('train', '--resume', out, '--steps', '111');
  expect(
    linesOf(directory)
      .map(({ step }) => step)
      .slice(20),
  ).toEqual([101, 102, 105, 110, 111]);
});

test('what is learned is the same with a log and without', async () => {
  const weights = async (name: string, ...more: readonly string[]): Promise<Buffer> => {
    const out = join(folder, name);
    const run = await runInProcess('train', 'adder', '--steps', '20', '--dropout', '0.2', ...small, '--out', out, ...more);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    return readFileSync(join(out, 'model.safetensors'));
  };
  const without = await weights('without');
  expect((await weights('with', '--log-dir', join(folder, 'logs'))).equals(without)).toBe(true);
});

test.each([
  { preset: 'adder', data: [] },
  { preset: 'charlm', data: ['--embedding-size', '4', '--batch-size', '2', '--sequence-length', '5', '--no-valid'] },
])('$preset: a run that goes on from an earlier step goes on in its log, without what came behind', async ({ preset, data }) => {
  const input = data.length === 0 ? [] : ['--data', writeData(folder, 'a.txt', tsvOf(smallExamples(90))), ...data];
  const [out, directory] = ['out', 'logs'].map((name) => join(folder, name)) as [string, string];
  const args = [preset, ...input, ...small, '--log-every', '1'];
  const first = await runInProcess('train', ...args, '--steps', '30', '--checkpoint-every', '20', '--out', out, '--log-dir', directory);
  expect(first).toMatchObject({ exitCode: 0, stderr: '' });
  const before = linesOf(directory);
  expect(before.map(({ step }) => step)).toEqual(Array.from({ length: 30 }, (_, step) => step + 1));
  // As after a kill between the two.
  rmSync(join(out, 'checkpoints', 'step-00000030'), { recursive: true });
  const second = await runInProcess('train', '--resume', out, '--steps', '40');
  expect(second).toMatchObject({ exitCode: 0, stderr: '' });
  const after = linesOf(directory);
  expect(after.map(({ step }) => step)).toEqual(Array.from({ length: 40 }, (_, step) => step + 1));
  expect(after.slice(0, 20)).toEqual(before.slice(0, 20));
  const losses = (lines: readonly Record<string, number>[]) => lines.slice(20, 30).map((line) => line['train/loss']);
  expect(losses(after)).toEqual(losses(before));
  const [, continued = ''] = readdirSync(directory).filter(isEventFile).sort();
  expect(readTensorboard(readFileSync(join(directory, continued))).slice(1, 3)).toMatchObject([
    { step: 21, session_log: { status: 'START' } },
    { step: 21, summary: {} },
  ]);
});

test('a validation that follows a checkpoint of the same step is logged once', async () => {
  const data = writeData(folder, 'a.tsv', tsvOf(smallExamples(90)));
  const [out, directory] = ['out', 'logs'].map((name) => join(folder, name)) as [string, string];
  const args = ['textrnn', '--data', data, ...text, '--log-every', '1'];
  // There are ten steps an epoch.
  const first = await runInProcess('train', ...args, '--checkpoint-every', '10', '--keep', '9', '--out', out, '--log-dir', directory);
  expect(first).toMatchObject({ exitCode: 0, stderr: '' });
  const points = () => linesOf(directory).map((line) => [line.step, line['train/loss'], line['validation/loss']] as const);
  const before = points();
  expect(before.filter(([, , validation]) => validation !== undefined).map(([step]) => step)).toEqual([10, 20]);
  // As after a kill between the two.
  for (const name of readdirSync(join(out, 'checkpoints')).filter((each) => each !== 'step-00000010')) {
    rmSync(join(out, 'checkpoints', name), { recursive: true });
  }
  const second = await runInProcess('train', '--resume', out, '--json');
  expect(second).toMatchObject({ exitCode: 0, stderr: '' });
  const measured = eventsOf(second).filter(({ event }) => event === 'progress');
  expect(measured.map(({ step }) => step)).toEqual([10, 20]);
  expect(points()).toEqual(before);
  const [, continued = ''] = readdirSync(directory).filter(isEventFile).sort();
  const steps = readTensorboard(readFileSync(join(directory, continued))).map(({ step }) => step);
  expect(steps.slice(0, 3)).toEqual([undefined, 11, 11]);
});

test('a folder with a log is refused before anything is read', async () => {
  await logged('adder', '--steps', '1', ...small);
  const again = await runInProcess('train', 'textrnn', '--data', 'missing.tsv', '--log-dir', join(folder, 'logs'));
  expect(again).toMatchObject({ exitCode: 2, stdout: '' });
  expect(again.stderr).toMatch(/^tidegate: --log-dir must be a folder without the log of another run, but is ".*", where .* is; see .*\n$/);
});
