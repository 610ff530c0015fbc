import { join } from 'node:path';
import { expect } from 'vitest';
import { runInProcess } from './run-in-process.js';
import { jsonLinesOf, smallExamples, tsvOf, writeData } from './small-data.js';

const sizes = ['--units', '6', '--embedding-size', '5', '--quiet'];
export const exampleText = 'the rain storm and some';

/** What each cell shows of itself. */
export const gatesOfCells = {
  rnn: ['hidden'],
  lstm: ['input', 'forget', 'candidate', 'output', 'cell', 'hidden'],
  gru: ['reset', 'update', 'candidate', 'hidden'],
};

export interface SmallModel {
  /** What stands behind `tidegate train`; `TSV`, `JSONL` and `TXT` are files. */
  readonly train: readonly string[];
  /** An example for `tidegate inspect`. */
  readonly given: readonly string[];
  readonly layers: readonly string[];
  readonly cell: keyof typeof gatesOfCells;
  /** What the example has. */
  readonly steps: number;
}

/** A model of each preset, and of every kind of cell and layer, that is trained in a moment. */
export const smallModels: Readonly<Record<string, SmallModel>> = {
  adder: { train: ['adder', '--steps', '3', '--quiet'], given: [], layers: ['0', '1'], cell: 'lstm', steps: 8 },
  'adder-bptt': { train: ['adder-bptt', '--steps', '3', '--quiet'], given: ['--numbers', '5,9'], layers: ['0'], cell: 'rnn', steps: 8 },
  textrnn: {
    train: ['textrnn', '--data', 'TSV', ...sizes, '--epochs', '1'],
    given: [exampleText],
    layers: ['0/forward', '0/backward'],
    cell: 'lstm',
    steps: 5,
  },
  'textrnn-original': {
    train: ['textrnn-original', '--data', 'TSV', ...sizes, '--steps', '2', '--cell', 'rnn', '--maximum-length', '3'],
    given: ['--text', exampleText],
    layers: ['0/forward', '0/backward'],
    cell: 'rnn',
    steps: 3,
  },
  rcnn: {
    train: [
      'rcnn',
      '--data',
      'TSV',
      ...sizes,
      '--epochs',
      '1',
      '--cell',
      'gru',
      '--no-reset-after',
      '--residual',
      '--layer-normalization',
      '--layers',
      '2',
    ],
    given: [exampleText, '--label', 'food'],
    layers: ['0/forward', '0/backward', '1/forward', '1/backward'],
    cell: 'gru',
    steps: 5,
  },
  tagger: {
    train: ['tagger', '--data', 'JSONL', ...sizes, '--epochs', '1', '--layers', '1'],
    given: [exampleText, '--label', 'O'],
    layers: ['0/forward', '0/backward'],
    cell: 'lstm',
    steps: 5,
  },
  charlm: {
    train: ['charlm', '--data', 'TXT', ...sizes, '--steps', '2', '--cell', 'gru', '--layers', '1', '--learned-state', '--order', 'random'],
    given: ['a song\nand'],
    layers: ['0'],
    cell: 'gru',
    steps: 9,
  },
  wordlm: {
    train: ['wordlm', '--data', 'TXT', ...sizes, '--steps', '2', '--peepholes', '--projection', '5'],
    given: [exampleText],
    layers: ['0', '1'],
    cell: 'lstm',
    steps: 4,
  },
};

/** Trains those models and writes them to a folder, each under its name. */
export async function trainSmallModels(folder: string, names: readonly string[]): Promise<void> {
  const examples = smallExamples(90);
  const lines = examples.map(({ tokens }) => tokens.join(' ')).join('\n');
  const data: Readonly<Record<string, string>> = {
    TSV: writeData(folder, 'train.tsv', tsvOf(examples)),
    JSONL: writeData(folder, 'train.jsonl', jsonLinesOf(examples)),
    TXT: writeData(folder, 'input.txt', lines),
  };
  for (const name of names) {
    const args = smallModels[name]?.train.map((arg) => data[arg] ?? arg) ?? [];
    expect(await runInProcess('train', ...args, '--out', join(folder, name)), name).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  }
}
