import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../backends/start-backend.js';
import { eventsOf, runInProcess } from '../testing/run-in-process.js';
import { jsonLinesOf, smallExamples, tsvOf, writeData } from '../testing/small-data.js';
import { keptFolder } from '../testing/temporary-folder.js';

beforeAll(() => startBackend());

const folder = keptFolder();
const table = tsvOf(smallExamples(60));
const tagged = jsonLinesOf(smallExamples(60));
const text = smallExamples(120)
  .map(({ tokens }) => tokens.join(' '))
  .join('\n');
const exponential = '--schedule exponential --decay-steps 4 --decay-rate 0.5 --staircase';

test.each([
  [
    'textrnn',
    'train.tsv',
    table,
    `--peepholes --cell-clip 3 --projection 4 --projection-clip 2 --forget-bias 0 --layers 2 --residual --learned-state
     --layer-normalization --input-dropout 0.1 --direction-dropout 0.1 --dropout-mask sequence ${exponential}`,
    { peepholes: true, cellClip: 3, projection: 4, projectionClip: 2, forgetBias: 0, learnedState: true, directionDropout: 0.1 },
  ],
  [
    'rcnn',
    'train.tsv',
    table,
    '--variant original --latent-size 6 --cell gru --no-reset-after --activation relu --recurrent-activation hardSigmoid',
    { variant: 'original', latentSize: 6, resetAfter: false, activation: 'relu', recurrentActivation: 'hardSigmoid' },
  ],
  [
    'tagger',
    'train.jsonl',
    tagged,
    '--cell rnn --activation relu --merge sum --layers 2 --residual --state-dropout 0.2',
    { activation: 'relu', merge: 'sum', residual: true, stateDropout: 0.2 },
  ],
  [
    'wordlm',
    'text.txt',
    text,
    '--loss nce --samples 9 --layers 2 --residual --layer-normalization --peepholes --sequence-length 6',
    { residual: true, layerNormalization: true, peepholes: true },
  ],
])('%s with many options is trained, saved, measured again and used', async (preset, name, content, options, config) => {
  const before = memory().numTensors;
  const out = join(folder, preset);
  const data = writeData(folder, name, content);
  const small = ['--units', '8', '--embedding-size', '8', '--batch-size', '8', '--learning-rate', '0.02', '--steps', '12'];
  const trained = await runInProcess(
    'train',
    preset,
    '--data',
    data,
    '--test',
    data,
    ...small,
    ...options.split(/\s+/),
    '--json',
    '--out',
    out,
  );
  expect(trained).toMatchObject({ exitCode: 0, stderr: '' });
  expect(JSON.parse(readFileSync(join(out, 'config.json'), 'utf8')).config).toMatchObject(config);

  const result = eventsOf(trained).at(-1) as Record<string, unknown>;
  const measured = await runInProcess('evaluate', out, '--data', data, '--json');
  expect(measured).toMatchObject({ exitCode: 0, stderr: '' });
  const [again] = eventsOf(measured);
  // The batches are other ones, and with them the last digits.
  for (const figure of ['loss', 'accuracy', 'f1', 'perplexity'].filter((name) => name in result)) {
    expect(again?.[figure], figure).toBeCloseTo(result[figure] as number, 5);
  }

  const used = preset === 'wordlm' ? ['generate', out, '--length', '3'] : ['predict', out, 'the rain storm'];
  expect(await runInProcess(...used)).toMatchObject({ exitCode: 0, stderr: '', stdout: expect.stringMatching(/\S/) });
  expect(memory().numTensors).toBe(before);
});

test('textrnn-original runs as the smoke run of the original code', async () => {
  const data = writeData(folder, 'original.tsv', table);
  const out = join(folder, 'original');
  const run = await runInProcess('train', 'textrnn-original', '--data', data, '--json', '--out', out);
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  expect(eventsOf(run).at(-1)).toMatchObject({ preset: 'textrnn-original', steps: 100 });
  const { config, model } = JSON.parse(readFileSync(join(out, 'config.json'), 'utf8'));
  expect({ model, config }).toMatchObject({ model: 'textRnn', config: { embeddingSize: 100, hiddenSize: 100, pooling: 'last-position' } });
  expect(JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'))).toMatchObject({
    batchSize: 8,
    learningRate: 0.01,
    schedule: 'exponential',
    decayRate: 0.9,
    decaySteps: 1000,
    penalty: 1e-4,
    maximumLength: 5,
    vocabularySize: 10_000,
  });
  expect(await runInProcess('evaluate', out, '--data', data)).toMatchObject({ exitCode: 0, stderr: '' });
});
