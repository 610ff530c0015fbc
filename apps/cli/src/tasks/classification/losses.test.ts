import { join } from 'node:path';
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { startBackend } from '../../backends/start-backend.js';
import { eventsOf, runInProcess } from '../../testing/run-in-process.js';
import { smallExamples, tsvOf, writeData } from '../../testing/small-data.js';
import { temporaryFolder } from '../../testing/temporary-folder.js';

const sizes = ['--units', '8', '--embedding-size', '8', '--batch-size', '8', '--learning-rate', '0.02', '--json'];
/** Learns much in few steps. */
const hasty = '--dropout 0.1 --embedding-dropout 0 --token-dropout 0 --embedding-deviation 1 --schedule constant --epochs 10'.split(' ');
const brief = [...sizes, '--epochs', '2'];

let folder: string;
let data: string;
beforeAll(() => startBackend());
beforeEach(() => {
  folder = temporaryFolder();
  // One class is rarer than the others.
  data = writeData(folder, 'train.tsv', tsvOf(smallExamples(90).filter((_, index) => index % 9 !== 0)));
});

/** What a run comes to, without what differs from run to run. */
async function learned(preset: string, ...args: readonly string[]): Promise<Record<string, unknown>> {
  const run = await runInProcess('train', preset, ...args);
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  const { examplesPerSecond: _, seconds: __, ...result } = eventsOf(run).at(-1) as Record<string, unknown>;
  return result;
}

test.each([
  ['nce', 'samples', '2'],
  ['sampled-softmax', 'samples', '2'],
  ['nce', 'class-weights', 'balanced'],
  ['sampled-softmax', 'class-weights', 'balanced'],
])('with --loss %s, --%s %s changes what is learned', async (loss, option, value) => {
  const usual = await learned('textrnn', '--data', data, ...brief, '--loss', loss);
  expect(await learned('textrnn', '--data', data, ...brief, '--loss', loss, `--${option}`, value)).not.toEqual(usual);
});

test.each(['textrnn', 'rcnn'])('%s learns otherwise by each loss; softmax is what is used where none is named', async (preset) => {
  const usual = await learned(preset, '--data', data, ...brief);
  const by = (loss: string) => learned(preset, '--data', data, ...brief, '--loss', loss);
  const [softmax, sampled, nce] = [await by('softmax'), await by('sampled-softmax'), await by('nce')];
  expect(softmax).toEqual(usual);
  expect(sampled).not.toEqual(usual);
  expect(nce).not.toEqual(usual);
  expect(nce).not.toEqual(sampled);
});

test.each([
  ['textrnn', 'softmax', []],
  ['textrnn', 'sampled-softmax', ['--samples', '6']],
  ['textrnn', 'nce', []],
  ['rcnn', 'sampled-softmax', []],
  ['rcnn', 'nce', ['--samples', '6']],
])('%s learns fifteen classes by %s, and is measured over all of them', async (preset, loss, options) => {
  const lines = smallExamples(240).map(({ tokens }) => `${tokens[1]}\t${tokens.join(' ')}`);
  const many = writeData(folder, 'many.tsv', ['label\ttext', ...lines].join('\n'));
  const out = join(folder, 'model');
  const result = await learned(preset, '--data', many, ...sizes, ...hasty, '--out', out, '--loss', loss, ...options);
  expect(result.labels).toHaveLength(15);
  expect(result.accuracy).toBeGreaterThanOrEqual(0.7);
  // Whatever was trained by, the loss that is told is the cross-entropy of all classes; by chance it would be 2.7.
  expect(result.loss).toBeLessThan(1.5);
  const [measured] = eventsOf(await runInProcess('evaluate', out, '--data', many, '--json'));
  expect(measured?.accuracy).toBeGreaterThanOrEqual(0.7);
});

test('a loss for one class where texts may have several is misuse', async () => {
  const before = memory().numTensors;
  const refused = async (message: string, ...args: readonly string[]): Promise<void> => {
    const run = await runInProcess('train', 'textrnn', ...brief, ...args);
    expect(run).toMatchObject({ exitCode: 2, stdout: '', stderr: `tidegate: ${message}; see tidegate train textrnn --help\n` });
  };
  const several = writeData(folder, 'several.tsv', 'label\ttext\na;b\tone two\nb\ttwo three\na\tone\nb\ttwo\n');
  for (const loss of ['softmax', 'nce']) {
    const args = ['--data', several, '--label-separator', ';', '--loss', loss, '--class-weights', 'balanced'];
    await refused(`--loss must be left away where texts may have several labels, but is ${loss}`, ...args);
  }
  expect(memory().numTensors).toBe(before);
});

test('no tensor is left behind', async () => {
  const before = memory().numTensors;
  for (const loss of ['nce', 'sampled-softmax'])
    await learned('textrnn', '--data', data, ...brief, '--loss', loss, '--class-weights', 'balanced');
  expect(memory().numTensors).toBe(before);
});
