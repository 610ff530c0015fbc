import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../backends/start-backend.js';
import { runInProcess } from '../testing/run-in-process.js';
import { smallExamples, tsvOf, writeData } from '../testing/small-data.js';
import { temporaryFolder } from '../testing/temporary-folder.js';

beforeAll(() => startBackend());

test.each([
  ['textrnn --cell gru --peepholes', '--peepholes must be absent for the cell gru: it is an option of lstm, but is given'],
  ['textrnn --cell rnn --forget-bias 2', '--forget-bias must be absent for the cell rnn: it is an option of lstm, but is 2'],
  ['textrnn --cell gru --cell-clip 2', '--cell-clip must be absent for the cell gru: it is an option of lstm, but is 2'],
  ['textrnn --cell gru --projection 2', '--projection must be absent for the cell gru: it is an option of lstm, but is 2'],
  ['textrnn --projection-clip 2', '--projection-clip must be given together with --projection, but is 2'],
  ['textrnn --no-reset-after', '--no-reset-after must be absent for the cell lstm: it is an option of gru, but is given'],
  ['textrnn --reset-after', '--reset-after must be absent for the cell lstm: it is an option of gru, but is given'],
  [
    'textrnn --cell rnn --recurrent-activation relu',
    '--recurrent-activation must be absent for the cell rnn: it is an option of lstm and gru, but is relu',
  ],
  [
    'textrnn --residual --units 9',
    '--residual must be for layers that give as many features as they take; these take 100 to 18, but is given',
  ],
  ['rcnn --variant original --widths 1,2', '--widths must be absent in the variant original: it is an option of multi-width, but is 1,2'],
  ['rcnn --variant original --filters 3', '--filters must be absent in the variant original: it is an option of multi-width, but is 3'],
  ['rcnn --latent-size 3', '--latent-size must be absent in the variant multi-width: it is an option of original, but is 3'],
  ['tagger --no-bidirectional --merge sum', '--merge must be absent without bidirectional, but is sum'],
  [
    'charlm --dropout 0 --dropout-mask step',
    '--dropout-mask must be given together with --dropout, --input-dropout or --state-dropout, but is step',
  ],
  [
    'textrnn --dropout-mask sequence',
    '--dropout-mask must be given together with --input-dropout, --state-dropout, or --dropout of several layers, but is sequence',
  ],
  ['wordlm --samples 5', '--samples must be left away unless --loss is sampled-softmax or nce, but is 5'],
  ['textrnn --samples 5', '--samples must be left away unless --loss is sampled-softmax or nce, but is 5'],
  ['textrnn --loss softmax --samples 5', '--samples must be left away unless --loss is sampled-softmax or nce, but is 5'],
  ['textrnn --loss hinge', '--loss must be one of softmax, sampled-softmax, nce, but is "hinge"'],
  ['rcnn --loss nce --label-smoothing 0.1', '--label-smoothing must be left away unless --loss is softmax, but is 0.1'],
  ['tagger --loss nce', "unknown option '--loss'"],
  [
    'charlm --tie-embeddings --units 9 --embedding-size 8',
    '--embedding-size must be the 9 features that the top layer gives, where tieEmbeddings makes its vectors the rows of the head, but is 8',
  ],
  ['textrnn --decay-rate 0.5', '--decay-rate must be left away unless --schedule is exponential, but is 0.5'],
  ['charlm --decay-steps 5', '--decay-steps must be left away unless --schedule is exponential, but is 5'],
  ['tagger --staircase', '--staircase must be left away unless --schedule is exponential, but is given'],
  ['textrnn --decay-rate 2', '--decay-rate must be a number above 0, up to 1, but is "2"'],
  ['textrnn --activation softmax', '--activation must be one of tanh, relu, sigmoid, hardSigmoid, linear, but is "softmax"'],
  ['rcnn --merge sum', "unknown option '--merge'"],
])('%s is misuse, found before the data are read', async (line, message) => {
  const before = memory().numTensors;
  const run = await runInProcess('train', ...line.split(' '), '--data', '/nowhere.tsv');
  expect(run).toMatchObject({ exitCode: 2, stdout: '' });
  expect(run.stderr).toBe(`tidegate: ${message}; see tidegate train ${line.split(' ')[0]} --help\n`);
  expect(memory().numTensors).toBe(before);
});

test('with vectors from a file, misuse is found as soon as their size is known', async () => {
  const folder = temporaryFolder();
  const data = writeData(folder, 'train.tsv', tsvOf(smallExamples(30)));
  const vectors = writeData(folder, 'vectors.txt', 'the 0 0.5 -1\nrain 1 0 2\n');
  const before = memory().numTensors;
  const residual = ['train', 'textrnn', '--data', data, '--residual', '--units'];
  expect(await runInProcess(...residual, '50', '--vectors', vectors, '--steps', '2')).toMatchObject({
    exitCode: 2,
    stdout: '',
    stderr: expect.stringMatching(/^tidegate: --residual must be for layers .* these take 3 to 100, but is given; see .*\n$/),
  });
  expect(await runInProcess(...residual, '50', '--steps', '2', '--quiet')).toMatchObject({ exitCode: 0, stderr: '' });
  expect(memory().numTensors).toBe(before);
});

test.each([
  ['textrnn', 'train.tsv', '--samples must be at most the 3 classes that there are, but is 4', '--samples', '4'],
  ['wordlm', 'train.txt', '--samples must be at most the 26 tokens that there are, but is 27', '--samples', '27', '--no-valid'],
])(
  '%s: more samples than there are to draw from are misuse, found as soon as they are counted',
  async (preset, name, message, ...options) => {
    const examples = smallExamples(60);
    const text = name.endsWith('.tsv') ? tsvOf(examples) : examples.map(({ tokens }) => `${tokens.join(' ')}\n`).join('');
    const data = writeData(temporaryFolder(), name, text);
    for (const loss of ['nce', 'sampled-softmax']) {
      const before = memory().numTensors;
      const run = await runInProcess('train', preset, '--data', data, '--loss', loss, ...options);
      expect(run).toEqual({ exitCode: 2, stdout: '', stderr: `tidegate: ${message}; see tidegate train ${preset} --help\n` });
      expect(memory().numTensors).toBe(before);
    }
  },
);

test('an option that does not fit is misuse in a run file too', async () => {
  const settings = { preset: 'textrnn', data: '/nowhere.tsv', cell: 'gru', peepholes: false };
  const run = await runInProcess('train', '--config', writeData(temporaryFolder(), 'run.json', JSON.stringify(settings)));
  expect(run).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/^tidegate: --peepholes must be absent for the cell gru: it is an option of lstm, but is false; see/),
  });
});
