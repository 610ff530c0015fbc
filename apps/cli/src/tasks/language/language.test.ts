import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { startBackend } from '../../backends/start-backend.js';
import { eventsOf, runInProcess } from '../../testing/run-in-process.js';
import { smallExamples, writeData } from '../../testing/small-data.js';
import { temporaryFolder } from '../../testing/temporary-folder.js';

const text = smallExamples(120)
  .map(({ tokens }) => `${tokens.join(' ')}.\n`)
  .join('');
const sizes = ['--units', '12', '--embedding-size', '12', '--layers', '1', '--batch-size', '8', '--sequence-length', '12', '--json'];
const brief = [...sizes, '--steps', '30', '--validate-every', '15'];

let folder: string;
let data: string;
beforeAll(() => startBackend());
beforeEach(() => {
  folder = temporaryFolder();
  data = writeData(folder, 'text.txt', text);
});

async function learned(preset: string, ...args: readonly string[]): Promise<Record<string, unknown>> {
  const run = await runInProcess('train', preset, ...args);
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  const { tokensPerSecond: _, seconds: __, ...result } = eventsOf(run).at(-1) as Record<string, unknown>;
  return result;
}

test.each(['charlm', 'wordlm'])('%s learns to expect what comes next', async (preset) => {
  const run = await runInProcess(
    'train',
    preset,
    '--data',
    data,
    ...sizes,
    '--steps',
    '120',
    '--validate-every',
    '40',
    '--learning-rate',
    '0.02',
  );
  const events = eventsOf(run);
  expect(events.map(({ event, step }) => [event, step])).toEqual([
    ...[40, 80, 120].map((step) => ['progress', step]),
    ['result', undefined],
  ]);
  const result = events.at(-1) as { nats: number; perplexity: number };
  expect(result).toMatchObject({ measuredOn: 'validation', tokens: expect.any(Number) });
  expect(result.perplexity).toBeCloseTo(Math.exp(result.nats), 10);
  // Knowing nothing is a perplexity of about 25 different characters or 28 different words.
  expect(result.perplexity).toBeLessThan(11);
});

test.each<[string[], string?]>([
  [['--order', 'random']],
  [['--sequence-length', '6']],
  [['--batch-size', '4']],
  [['--tokenizer', 'bytes']],
  [['--tie-embeddings']],
  [['--cell', 'gru']],
  [['--layers', '2']],
  [['--clip', '0.01']],
  [['--lowercase']],
  [['--no-valid']],
  [['--loss', 'sampled-softmax'], 'wordlm'],
  [['--loss', 'nce'], 'wordlm'],
  [['--no-touched-rows-only'], 'wordlm'],
  [['--loss', 'nce', '--samples', '5'], 'wordlm'],
  [['--vocabulary-size', '12'], 'wordlm'],
  [['--tokenizer', 'whitespace'], 'wordlm'],
])('%s changes what is learned', async (options, preset = 'charlm') => {
  const mixed = writeData(folder, 'mixed.txt', text.replaceAll('the', 'Thé'));
  expect(await learned(preset, '--data', mixed, ...brief, ...options)).not.toEqual(await learned(preset, '--data', mixed, ...brief));
});

test('what the network remembers is carried from batch to batch, and begins anew with the text', async () => {
  // With sequences of one token, only what is carried can tell which token is next.
  const alternating = writeData(folder, 'turns.txt', 'aab'.repeat(700));
  const args = ['--data', alternating, ...sizes, '--sequence-length', '1', '--steps', '250', '--learning-rate', '0.02'];
  const carried = await learned('charlm', ...args);
  const random = await learned('charlm', ...args, '--order', 'random');
  expect(carried.trainingLoss).toBeLessThan((random.trainingLoss as number) - 0.1);
});

test('line ends, byte-order marks, folders and tables of lines hold the same text', async () => {
  const usual = await learned('charlm', '--data', data, ...brief);
  const windows = writeData(folder, 'windows.txt', `\uFEFF${text.replaceAll('\n', '\r\n')}`);
  expect(await learned('charlm', '--data', windows, ...brief)).toEqual(usual);
  mkdirSync(join(folder, 'parts'));
  const middle = text.indexOf('\n', 900) + 1;
  writeData(join(folder, 'parts'), '1.txt', text.slice(0, middle));
  writeData(join(folder, 'parts'), '2.txt', text.slice(middle));
  expect(await learned('charlm', '--data', join(folder, 'parts'), ...brief)).toEqual(usual);
  const table = writeData(folder, 'table.tsv', `line\n${text}`);
  expect(await learned('charlm', '--data', table, '--text-column', 'line', ...brief)).toEqual(usual);
});

test.each(['charlm', 'wordlm'])('a model of %s writes the same for the same seed, and goes on from a prompt', async (preset) => {
  const model = join(folder, 'model');
  const trained = await learned(preset, '--data', data, ...brief, '--out', model);
  const write = async (...args: string[]): Promise<string> => (await runInProcess('generate', model, '--length', '40', ...args)).stdout;
  const first = await write();
  expect(await write()).toBe(first);
  for (const options of [
    ['--seed', '1'],
    ['--temperature', '3'],
    ['--top-k', '2'],
    ['--top-p', '0.3'],
  ])
    expect(await write(...options)).not.toBe(first);
  // At such a temperature, all tokens are equally likely.
  expect(await write('--temperature', '1000', '--length', '1000')).not.toContain('<pad>');
  expect(await write('--prompt', 'the rain')).toMatch(/^the rain/);
  const samples = eventsOf({ stdout: await write('--samples', '3', '--json') });
  expect(samples.map(({ event, sample, tokens }) => [event, sample, tokens])).toEqual([0, 1, 2].map((sample) => ['result', sample, 40]));
  expect(`${samples[0]?.text}`.trimEnd()).toBe(first.trimEnd());
  expect(new Set(samples.map(({ text: written }) => written)).size).toBe(3);

  const [measured] = eventsOf(await runInProcess('evaluate', model, '--data', data, '--json'));
  expect(measured).toMatchObject({ event: 'result', preset, nats: expect.any(Number), perplexity: expect.any(Number) });
  expect(Math.abs((measured?.nats as number) - (trained.nats as number))).toBeLessThan(0.5);
  const repeated = await learned('--config', join(model, 'run.json'), '--json');
  expect(repeated).toEqual({ ...trained, out: undefined });
});

test('a prompt that the model cannot read is named', async () => {
  const model = join(folder, 'model');
  await learned('charlm', '--data', data, ...brief, '--out', model);
  const { stderr, exitCode } = await runInProcess('generate', model, '--prompt', 'Zoé', '--length', '3');
  expect({ stderr, exitCode }).toEqual({ stderr: 'tidegate: the model does not know "Z", "é"\n', exitCode: 0 });
});

test('a model is measured on two tokens', async () => {
  const model = join(folder, 'model');
  await learned('charlm', '--data', data, ...brief, '--out', model);
  const { stdout } = await runInProcess('evaluate', model, '--data', writeData(folder, 'two.txt', 'th'));
  expect(stdout).toMatch(/ a token, of 1 token\n$/);
});

test('a model folder holds its tokens and what was measured', async () => {
  const model = join(folder, 'model');
  const { nats, perplexity, tokens } = await learned('charlm', '--data', data, ...brief, '--out', model);
  const { metrics, tokenizer } = JSON.parse(readFileSync(join(model, 'config.json'), 'utf8'));
  expect({ metrics, tokenizer }).toEqual({
    metrics: { loss: nats, nats, perplexity, tokens },
    tokenizer: { kind: 'characters', lowercase: false },
  });
  expect(JSON.parse(readFileSync(join(model, 'vocabulary.json'), 'utf8')).tokens.slice(0, 2)).toEqual(['<pad>', '<unk>']);
});

test('no tensor is left behind', async () => {
  const model = join(folder, 'model');
  const before = memory().numTensors;
  await learned('wordlm', '--data', data, ...brief, '--loss', 'nce', '--out', model);
  await runInProcess('generate', model, '--length', '5');
  await runInProcess('evaluate', model, '--data', data);
  expect(memory().numTensors).toBe(before);
});
