import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { startBackend } from '../../backends/start-backend.js';
import { eventsOf, runInProcess } from '../../testing/run-in-process.js';
import { jsonLinesOf, smallExamples, writeData } from '../../testing/small-data.js';
import { temporaryFolder } from '../../testing/temporary-folder.js';

const brief = [
  '--units',
  '8',
  '--embedding-size',
  '8',
  '--batch-size',
  '8',
  '--learning-rate',
  '0.02',
  '--epochs',
  '2',
  '--json',
  '--quiet',
];
/** Learns much in few steps. */
const hasty = ['--layers', '1', '--dropout', '0.1', '--token-dropout', '0', '--embedding-deviation', '1', '--schedule', 'constant'];

let folder: string;
let data: string;
beforeAll(() => startBackend());
beforeEach(() => {
  folder = temporaryFolder();
  data = writeData(folder, 'train.jsonl', jsonLinesOf(smallExamples(90)));
});

async function learned(...args: readonly string[]): Promise<Record<string, unknown>> {
  const run = await runInProcess('train', 'tagger', ...args);
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  const { examplesPerSecond: _, seconds: __, ...result } = eventsOf(run).at(-1) as Record<string, unknown>;
  return result;
}

test('a tagger learns small entities, and says how well it finds each type', async () => {
  const held = writeData(folder, 'test.jsonl', jsonLinesOf(smallExamples(30, 1)));
  const result = await learned('--data', data, '--test', held, ...brief, '--epochs', '6', ...hasty);
  expect(result).toMatchObject({ preset: 'tagger', measuredOn: 'test', examples: 30 });
  expect(result.f1).toBeGreaterThan(0.8);
  expect(Object.keys(result.perType as object)).toEqual(['food', 'music', 'weather']);
});

test.each([
  [['--minimum-count', '8']],
  [['--no-bidirectional']],
  [['--cell', 'rnn']],
  [['--class-weights', 'balanced']],
  [['--label-smoothing', '0.2']],
  [['--maximum-length', '3']],
])('%s changes what is learned', async (options) => {
  expect(await learned('--data', data, ...brief, ...options)).not.toEqual(await learned('--data', data, ...brief));
});

test('columns of CoNLL and fields of other names hold the same', async () => {
  const usual = await learned('--data', data, ...brief);
  const columns = smallExamples(90).map(({ tokens, tags }) => tokens.map((token, at) => `${token} ${tags[at]}\n`).join(''));
  expect(await learned('--data', writeData(folder, 'train.conll', columns.join('\n')), ...brief)).toEqual(usual);
  const named = jsonLinesOf(smallExamples(90)).replaceAll('"tokens"', '"words"').replaceAll('"tags"', '"ner"');
  const fields = ['--tokens-column', 'words', '--tags-column', 'ner'];
  expect(await learned('--data', writeData(folder, 'named.jsonl', named), ...fields, ...brief)).toEqual(usual);
});

test('tags that tell of no entities are counted alone', async () => {
  const parts = jsonLinesOf(smallExamples(60)).replaceAll('"O"', '"DET"');
  const result = await learned('--data', writeData(folder, 'parts.jsonl', parts), ...brief);
  expect(result).toMatchObject({ accuracy: expect.any(Number), tokens: expect.any(Number) });
  expect(result).not.toHaveProperty('f1');
});

test('no tensor is left behind', async () => {
  const before = memory().numTensors;
  await learned('--data', data, ...brief, '--class-weights', 'balanced');
  expect(memory().numTensors).toBe(before);
});
