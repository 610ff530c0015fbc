import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../../backends/start-backend.js';
import type { cellSettings } from '../../settings/cell-settings.js';
import { eventsOf, runInProcess } from '../../testing/run-in-process.js';
import { smallExamples, textOf, writeData } from '../../testing/small-data.js';
import { keptFolder } from '../../testing/temporary-folder.js';

beforeAll(() => startBackend());

const data = writeData(keptFolder(), 'text.txt', textOf(smallExamples(60)));
const small = [
  '--units',
  '6',
  '--embedding-size',
  '6',
  '--batch-size',
  '4',
  '--sequence-length',
  '6',
  '--steps',
  '6',
  '--validate-every',
  '3',
];

/** Ways to change a cell, each with what else it needs. */
const changes: Readonly<Record<keyof typeof cellSettings, readonly (readonly [change: string, besides?: string])[]>> = {
  activation: [['--activation relu'], ['--activation relu', '--cell rnn']],
  recurrentActivation: [['--recurrent-activation hardSigmoid'], ['--recurrent-activation hardSigmoid', '--cell gru']],
  resetAfter: [['--no-reset-after', '--cell gru']],
  forgetBias: [['--forget-bias 0']],
  peepholes: [['--peepholes']],
  cellClip: [['--cell-clip 0.001']],
  projection: [['--projection 3'], ['--projection 3', '--layers 3']],
  projectionClip: [['--projection-clip 0.001', '--projection 3']],
  residual: [['--residual']],
  layerNormalization: [['--layer-normalization']],
  learnedState: [
    ['--learned-state', '--order random'],
    ['--learned-state', '--order random --cell gru'],
  ],
  inputDropout: [['--input-dropout 0.5']],
  stateDropout: [['--state-dropout 0.5']],
  dropoutMask: [
    ['--dropout-mask sequence', '--state-dropout 0.5'],
    ['--dropout-mask sequence', '--input-dropout 0.5 --order random'],
  ],
};
const cases = Object.values(changes)
  .flat()
  .flatMap(([change, besides = '']) => ['charlm', 'wordlm'].map((preset) => [preset, change, besides] as const));

async function learned(preset: string, options: string): Promise<unknown> {
  const run = await runInProcess('train', preset, '--data', data, ...small, ...options.split(' ').filter(Boolean), '--json');
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  return eventsOf(run).at(-1)?.nats;
}

test.each(cases)('%s %s changes what is learned %s', async (preset, change, besides) => {
  expect(await learned(preset, `${change} ${besides}`)).not.toBe(await learned(preset, besides));
});

test.each(['charlm', 'wordlm'])('%s learns no state to start from where the text goes on', async (preset) => {
  const run = await runInProcess('train', preset, '--data', 'missing.txt', '--learned-state');
  expect(run).toMatchObject({ exitCode: 2, stdout: '' });
  expect(run.stderr).toBe(
    `tidegate: --learned-state must be left away unless --order is random (else a text goes on from the state before it), but is given; see tidegate train ${preset} --help\n`,
  );
  expect((await runInProcess('train', preset, '--help')).stdout.replace(/\s+/g, ' ')).toContain(
    '--learned-state learn the state that each layer starts from, with --order random',
  );
});
