import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../../backends/start-backend.js';
import { type BadFile, expectRefusal, testBadFiles } from '../../testing/bad-files.js';
import { eventsOf, type Run, runInProcess } from '../../testing/run-in-process.js';
import { smallExamples, tsvOf, writeData } from '../../testing/small-data.js';
import { temporaryFolder } from '../../testing/temporary-folder.js';

const tiny = ['--epochs', '1', '--units', '3', '--embedding-size', '3', '--batch-size', '16', '--json', '--quiet'];
const good = tsvOf(smallExamples(60));

beforeAll(() => startBackend());

function train(data: string, ...options: readonly string[]): Promise<Run> {
  return runInProcess('train', 'textrnn', '--data', data, ...tiny, ...options);
}

const refused: readonly BadFile[] = [
  ['binary', 'x.tsv', Uint8Array.of(108, 0, 1, 2, 10), /x\.tsv:1: has a NUL byte, as binary files do; give a text file/],
  ['a ZIP archive', 'x.tsv', Uint8Array.of(0x50, 0x4b, 3, 4, 20), /x\.tsv:1: is compressed; unpack it/],
  ['UTF-16', 'x.tsv', Buffer.from(`\uFEFF${good}`, 'utf16le'), /x\.tsv:1: is UTF-16; convert it/],
  [
    'without a column of texts',
    'x.tsv',
    good.replace('text', 'sentence'),
    /x\.tsv:1: there is no column "text"; the first line has .*--text-column/,
  ],
  ['without a column of labels', 'x.csv', 'text,topic\na,b\n', /x\.csv:1: there is no column "label"; the first line has .*--label-column/],
  ['of one class only', 'x.tsv', 'label\ttext\na\tx y\na\tz\n', /x\.tsv: has one class only, "a"; a network needs two or more/],
  [
    'of empty texts',
    'x.tsv',
    'label\ttext\na\t\nb\t  \n',
    /x\.tsv: all 2 texts are empty; check which column is the text, textColumn \(--text-column\)\n$/,
  ],
  ['without a label somewhere', 'x.tsv', 'label\ttext\na\tx\n\ty\n', /x\.tsv:3: the column "label" is empty; give the example a label/],
  ['not UTF-8', 'x.tsv', Buffer.from('label\ttext\na\tcafé\n', 'latin1'), /x\.tsv:2: is not valid UTF-8; convert the file first/],
  [
    'of rows of several lengths',
    'x.tsv',
    'label\ttext\na\tx\nb\n',
    /x\.tsv:3: this row has 1 field where the columns are 2 \(label, text\);/,
  ],
  ['empty', 'x.tsv', '', /x\.tsv: has no examples; is it the right file\?\n$/],
  ['a header only', 'x.tsv', 'label\ttext\n', /x\.tsv: has no examples; is it the right file\?/],
  ['without a label, but null', 'x.jsonl', '{"text": "a", "label": null}\n', /x\.jsonl:1: the field "label" is null; give it a value/],
  ['written with semicolons', 'x.csv', 'label;text\na;x\nb;y\n', /x\.csv:1: its columns end at semicolons; write the file again/],
  ['broken JSON', 'x.jsonl', '{"text": "a", "label": "b"}\n{"text":\n', /x\.jsonl:2: .*JSON/],
  [
    'labelled by numbers',
    'x.tsv',
    `label\ttext\n${Array.from({ length: 25_000 }, (_, line) => `${line}\tx\n`).join('')}`,
    /x\.tsv: has \d+ different labels; which column are they in\? see --label-column/,
  ],
  ['made of lines without labels', 'x.txt', 'a\nb\n', /x\.txt: plain lines have no labels; give CSV, TSV or JSON Lines/],
  ['of no known format', 'x.doc', good, /x\.doc: the extension "\.doc" says no format .*; set the format/],
];

testBadFiles(refused, train);

test('a path that is not there, or a folder without classes, is named', async () => {
  const folder = temporaryFolder();
  expectRefusal(await train(join(folder, 'nowhere.tsv')), /nowhere\.tsv: there is no such file; check the path\n$/);
  expectRefusal(await train(folder), /: has no folders; give a file, or a folder with .*\n$/);
  mkdirSync(join(folder, 'sport'));
  expectRefusal(await train(folder), /sport: has no \.txt files; .*\n$/);
});

test.each(['--test', '--valid'])('a label of %s that the training data lack is named with its line', async (option) => {
  const folder = temporaryFolder();
  const other = writeData(folder, 'other.tsv', 'label\ttext\nfood\tbread\nsport\ta ball\n');
  const { exitCode, stderr } = await train(writeData(folder, 'train.tsv', good), option, other);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/other\.tsv:3: the label "sport" is not among those learned \(food, music, weather\); .*\n$/);
});

test('texts with several labels are no test of a network that gives each one', async () => {
  const folder = temporaryFolder();
  const data = writeData(folder, 'train.tsv', good);
  const one = writeData(folder, 'one.jsonl', '{"text": "soup", "label": ["food"]}\n{"text": "rain", "label": "weather"}\n');
  expect(eventsOf(await train(data, '--test', one))[0]).toMatchObject({ measuredOn: 'test', examples: 2 });
  const two = writeData(folder, 'two.jsonl', '{"text": "soup", "label": ["food", "music"]}\n');
  expect(await train(data, '--test', two)).toMatchObject({
    exitCode: 1,
    stderr: expect.stringMatching(
      /two\.jsonl:1: this text has 2 labels, but the network gives each text one; give texts with one label\n$/,
    ),
  });
});

test.skipIf(!existsSync('/dev/null'))('what cannot be read twice is misuse (there is no /dev on Windows)', async () => {
  expect(await train('/dev/null', '--format', 'tsv')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/^tidegate: --data must be a file or a folder, .* but is "\/dev\/null"; write it to a file first; see /),
  });
});

test('Windows line ends, a byte-order mark and quotes change nothing', async () => {
  const folder = temporaryFolder();
  const usual = await train(writeData(folder, 'usual.tsv', good));
  const [result] = eventsOf(usual);
  const csv = good.replaceAll('\t', ',').replace(/,(.*)/g, ',"$1"');
  const forms = {
    'crlf.tsv': good.replaceAll('\n', '\r\n'),
    'mark.tsv': `\uFEFF${good}`,
    'both.csv': `\uFEFF${csv.replaceAll('\n', '\r\n')}`,
  };
  for (const [name, content] of Object.entries(forms)) {
    const [other] = eventsOf(await train(writeData(folder, name, content)));
    expect({ ...other, examplesPerSecond: 0, seconds: 0 }, name).toEqual({ ...result, examplesPerSecond: 0, seconds: 0 });
  }
});

test('texts that are empty are left out, and said to be', async () => {
  const data = writeData(temporaryFolder(), 'some.tsv', good.replace('\tthe', '\t').replace(/\n(\w+)\t.*/, '\n$1\t'));
  const run = await train(data);
  expect(run.exitCode).toBe(0);
  expect(eventsOf(run)[0]?.skipped).toMatch(/^left out 1 example: .*some\.tsv:2 \(the text is empty\)$/);
});

test('a binary file, a missing one and another language are refused in tests and vectors too', async () => {
  const folder = temporaryFolder();
  const data = writeData(folder, 'train.tsv', good);
  const vectors = writeData(folder, 'vectors.txt', 'zebra 1 2 3\n');
  expect((await train(data, '--vectors', vectors)).stderr).toMatch(
    /vectors\.txt: has no vector for any of the \d+ tokens of the data; .*\n$/,
  );
  expect((await train(data, '--vectors', join(folder, 'no.txt'))).stderr).toMatch(/no\.txt: there is no such file; check the path\n$/);
});
