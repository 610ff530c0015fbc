import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../../backends/start-backend.js';
import { type BadFile, expectRefusal, testBadFiles } from '../../testing/bad-files.js';
import { type Run, runInProcess } from '../../testing/run-in-process.js';
import { smallExamples, writeData } from '../../testing/small-data.js';
import { keptFolder, temporaryFolder } from '../../testing/temporary-folder.js';

const tiny = [
  '--steps',
  '2',
  '--units',
  '3',
  '--embedding-size',
  '3',
  '--batch-size',
  '20',
  '--sequence-length',
  '10',
  '--json',
  '--quiet',
];
const lines = smallExamples(60).map(({ tokens }) => `${tokens.join(' ')}\n`);
const good = lines.join('');

function train(data: string, ...options: readonly string[]): Promise<Run> {
  return runInProcess('train', 'charlm', '--data', data, ...tiny, ...options);
}

/** Files that no language model can learn from, or be measured on. */
const unreadable: readonly BadFile[] = [
  ['empty', 'x.txt', '', /x\.txt: has no text; is it the right file\?\n$/],
  ['made of white space', 'x.txt', ' \n\n', /x\.txt: has no text; is it the right file\?\n$/],
  ['too short', 'x.txt', 'a', /x\.txt: has 1 token only; give a longer text\n$/],
  ['binary', 'x.txt', Uint8Array.of(108, 0, 1, 2, 10), /x\.txt:1: has a NUL byte, as binary files do; give a text file in UTF-8\n$/],
  ['a ZIP archive', 'x.txt', Uint8Array.of(0x50, 0x4b, 3, 4, 20), /x\.txt:1: is compressed; unpack it first\n$/],
  ['UTF-16', 'x.txt', Buffer.from(`\uFEFF${good}`, 'utf16le'), /x\.txt:1: is UTF-16; convert it to UTF-8 first/],
  ['not UTF-8', 'x.txt', Buffer.from(`${good}café\n`, 'latin1'), /x\.txt:61: is not valid UTF-8; convert the file first/],
  ['an empty table', 'x.csv', '', /x\.csv: has no examples; is it the right file\?\n$/],
  ['a header only', 'x.csv', 'text\n', /x\.csv: has no examples; is it the right file\?\n$/],
  [
    'a table without a column of texts',
    'x.tsv',
    `line\n${good}`,
    /x\.tsv:1: there is no column "text"; the first line has "line"; set textColumn \(--text-column\)/,
  ],
  ['written with semicolons', 'x.csv', 'label;text\na;x\n', /x\.csv:1: its columns end at semicolons; write the file again/],
  [
    'of rows of several lengths',
    'x.tsv',
    'label\ttext\na\tx\nb\n',
    /x\.tsv:3: this row has 1 field where the columns are 2 \(label, text\);/,
  ],
  ['a quote that does not end', 'x.csv', 'text\n"abc\ndef\n', /x\.csv:2: a quote that opens in this row is never closed; close it/],
  [
    'of empty texts',
    'x.csv',
    'text,label\n,a\n ,b\n',
    /x\.csv: all 2 texts are empty; check which column is the text, textColumn \(--text-column\)\n$/,
  ],
  [
    'without texts',
    'x.jsonl',
    '{"line": "a"}\n',
    /x\.jsonl:1: there is no field "text" \(fields: line\); set textColumn \(--text-column\)\n$/,
  ],
  ['with numbers for texts', 'x.jsonl', '{"text": 3}\n', /x\.jsonl:1: "text" must be a string or a list of tokens, but is 3\n$/],
  ['broken JSON', 'x.jsonl', '{"text": "a"}\n{"text":\n', /x\.jsonl:2: is not JSON \(.*\); each line must be one JSON object\n$/],
];

/** Those that are too short to be learned. */
const short: readonly BadFile[] = [
  ['too short to be divided', 'x.txt', 'abc', /x\.txt: has 3 tokens only; give a longer text\n$/],
  [
    'too short for a batch',
    'x.txt',
    'abcdefghijklmnopqrst',
    /x\.txt: has 18 tokens to learn from, of which a batch needs 41; give a longer text, or lower --batch-size and --sequence-length\n$/,
  ],
];

beforeAll(() => startBackend());

describe('to learn from', () => {
  testBadFiles([...unreadable, ...short], train);

  test('a path that is not there, or a folder without a text, is named', async () => {
    const folder = temporaryFolder();
    expectRefusal(await train(join(folder, 'nowhere.txt')), /nowhere\.txt: there is no such file; check the path\n$/);
    expectRefusal(await train(folder), /: has no files; give a text, or a folder of texts\n$/);
    mkdirSync(join(folder, 'inner'));
    expectRefusal(await train(folder), /: has no files; give a text, or a folder of texts\n$/);
  });

  test('of a folder the bad file is named', async () => {
    const folder = temporaryFolder();
    writeData(folder, '1.txt', good);
    writeData(folder, '2.txt', Uint8Array.of(97, 10, 0, 10));
    expectRefusal(await train(folder), /2\.txt:2: has a NUL byte, as binary files do; give a text file in UTF-8\n$/);
    writeData(folder, '2.txt', '');
    expect(await train(folder)).toMatchObject({ exitCode: 0, stderr: '' });
  });

  test.skipIf(!existsSync('/dev/null'))('nothing comes of a device without a text (there is no /dev on Windows)', async () => {
    expectRefusal(await train('/dev/null'), /\/dev\/null: has no text; is it the right file\?\n$/);
  });
});

describe.each(['--test', '--valid'])('given with %s', (option) => {
  const folder = keptFolder();
  const data = writeData(folder, 'train.txt', good);

  testBadFiles(unreadable.slice(0, 10), (path) => train(data, option, path));

  test('a path that is not there, or a folder without a text, is named', async () => {
    expectRefusal(await train(data, option, join(folder, 'no.txt')), /no\.txt: there is no such file; check the path\n$/);
    expectRefusal(await train(data, option, temporaryFolder()), /: has no files; give a text, or a folder of texts\n$/);
  });
});

describe('to be measured on', () => {
  const folder = keptFolder();
  const model = join(folder, 'model');
  const evaluate = (path: string): Promise<Run> => runInProcess('evaluate', model, '--data', path);

  beforeAll(async () => {
    expect(await train(writeData(folder, 'train.txt', good), '--out', model)).toMatchObject({ exitCode: 0, stderr: '' });
  });

  testBadFiles(unreadable, evaluate);

  test('a path that is not there, or a folder without a text, is named', async () => {
    expectRefusal(await evaluate(join(folder, 'no.txt')), /no\.txt: there is no such file; check the path\n$/);
    expectRefusal(await evaluate(temporaryFolder()), /: has no files; give a text, or a folder of texts\n$/);
  });
});
