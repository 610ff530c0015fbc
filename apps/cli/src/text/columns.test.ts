import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../backends/start-backend.js';
import { eventsOf, runInProcess } from '../testing/run-in-process.js';
import { jsonLinesOf, smallExamples, tsvOf, writeData } from '../testing/small-data.js';
import { temporaryFolder } from '../testing/temporary-folder.js';

const examples = smallExamples(60);
const brief = ['--units', '4', '--embedding-size', '4', '--batch-size', '16', '--steps', '3', '--json', '--quiet'];

beforeAll(() => startBackend());

/** A model folder in which a network stands that learned from the file. */
async function trainedOn(preset: string, data: string, ...columns: readonly string[]): Promise<string> {
  const model = join(temporaryFolder(), 'model');
  const run = await runInProcess('train', preset, '--data', data, ...columns, ...brief, '--out', model);
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  return model;
}

async function measured(model: string, data: string, ...columns: readonly string[]): Promise<Record<string, unknown>> {
  const run = await runInProcess('evaluate', model, '--data', data, ...columns, '--json');
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  return { ...eventsOf(run)[0], data: undefined };
}

function editConfig(model: string, edit: (file: { columns?: Record<string, unknown> }) => void): void {
  const path = join(model, 'config.json');
  const file = JSON.parse(readFileSync(path, 'utf8'));
  edit(file);
  writeFileSync(path, JSON.stringify(file));
}

const usualTable = tsvOf(examples);
const otherTable = usualTable.replace('label\ttext', 'topic\twords');
const usualTags = jsonLinesOf(examples);
const otherTags = usualTags.replaceAll('"tokens"', '"words"').replaceAll('"tags"', '"ner"');
const lines = examples.map(({ tokens }) => `${tokens.join(' ')}\n`).join('');

const kinds: readonly {
  readonly preset: string;
  readonly end: string;
  readonly usual: string;
  readonly other: string;
  readonly flags: readonly string[];
  readonly usualFlags: readonly string[];
  readonly columns: Record<string, string>;
  readonly figure: string;
}[] = [
  {
    preset: 'textrnn',
    end: 'tsv',
    usual: usualTable,
    other: otherTable,
    flags: ['--text-column', 'words', '--label-column', 'topic'],
    usualFlags: ['--text-column', 'text', '--label-column', 'label'],
    columns: { textColumn: 'words', labelColumn: 'topic' },
    figure: 'accuracy',
  },
  {
    preset: 'rcnn',
    end: 'jsonl',
    usual: usualTags,
    other: otherTags.replaceAll('"label"', '"topic"'),
    flags: ['--tokens-column', 'words', '--label-column', 'topic'],
    usualFlags: ['--tokens-column', 'tokens', '--label-column', 'label'],
    columns: { labelColumn: 'topic', tokensColumn: 'words' },
    figure: 'accuracy',
  },
  {
    preset: 'tagger',
    end: 'jsonl',
    usual: usualTags,
    other: otherTags,
    flags: ['--tokens-column', 'words', '--tags-column', 'ner'],
    usualFlags: ['--tokens-column', 'tokens', '--tags-column', 'tags'],
    columns: { tokensColumn: 'words', tagsColumn: 'ner' },
    figure: 'f1',
  },
  {
    preset: 'wordlm',
    end: 'tsv',
    usual: `text\n${lines}`,
    other: `line\n${lines}`,
    flags: ['--sequence-length', '6', '--text-column', 'line'],
    usualFlags: ['--text-column', 'text'],
    columns: { textColumn: 'line' },
    figure: 'nats',
  },
];

test.each(kinds)('$preset is measured by the columns of its training, and by others where they are named', async (kind) => {
  const { preset, end, usual, other, flags, usualFlags, columns, figure } = kind;
  const folder = temporaryFolder();
  const [usualFile, otherFile] = [writeData(folder, `usual.${end}`, usual), writeData(folder, `other.${end}`, other)];
  const model = await trainedOn(preset, otherFile, ...flags);
  expect(JSON.parse(readFileSync(join(model, 'config.json'), 'utf8')).columns).toEqual(columns);

  const again = await measured(model, otherFile);
  expect(again[figure]).toEqual(expect.any(Number));
  expect(await measured(model, usualFile, ...usualFlags)).toEqual(again);
  expect(await runInProcess('evaluate', model, '--data', usualFile)).toMatchObject({
    exitCode: 1,
    stdout: '',
    stderr: expect.stringMatching(/^tidegate: .*usual\.\w+:1: there is no .*; set .*\n$/),
  });
});

test('labels are divided as in training', async () => {
  const rows = examples.map(({ label, tokens }, index) => `${index % 2 ? `${label};odd` : label}\t${tokens.join(' ')}`);
  const data = writeData(temporaryFolder(), 'several.tsv', ['label\ttext', ...rows].join('\n'));
  const model = await trainedOn('textrnn', data, '--label-separator', ';');
  const again = await measured(model, data);
  expect(again).toMatchObject({ labels: ['food', 'music', 'odd', 'weather'], microF1: expect.any(Number) });
  expect(await measured(model, data, '--label-separator', ';')).toEqual(again);
  expect(await runInProcess('evaluate', model, '--data', data, '--label-separator', '+')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringMatching(/several\.tsv:3: the label "music;odd" is not among those learned/),
  });
});

test('a model folder that says nothing of columns has the usual ones', async () => {
  const folder = temporaryFolder();
  const [usual, other] = [writeData(folder, 'usual.tsv', usualTable), writeData(folder, 'other.tsv', otherTable)];
  const plain = await trainedOn('textrnn', usual);
  expect(JSON.parse(readFileSync(join(plain, 'config.json'), 'utf8'))).not.toHaveProperty('columns');
  const named = await trainedOn('textrnn', other, '--text-column', 'words', '--label-column', 'topic');
  editConfig(named, (file) => {
    delete file.columns;
  });
  expect(await measured(named, usual)).toEqual({ ...(await measured(plain, usual)), model: named });
});

test('columns that a model cannot have are refused', async () => {
  const data = writeData(temporaryFolder(), 'usual.jsonl', usualTags);
  const model = await trainedOn('tagger', data);
  for (const columns of [{ tokensColumn: '' }, { tagsColumn: 3 }, { textColumn: 'text' }]) {
    editConfig(model, (file) => {
      file.columns = columns;
    });
    const [name] = Object.keys(columns);
    expect(await runInProcess('evaluate', model, '--data', data)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(new RegExp(`config\\.json: is not a model of this version of Tidegate \\(columns\\.${name}: .*\\n$`)),
    });
  }
});
