import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../../backends/start-backend.js';
import { type BadFile, expectRefusal, testBadFiles } from '../../testing/bad-files.js';
import { type Run, runInProcess } from '../../testing/run-in-process.js';
import { jsonLinesOf, smallExamples, writeData } from '../../testing/small-data.js';
import { keptFolder, temporaryFolder } from '../../testing/temporary-folder.js';

const tiny = ['--steps', '2', '--units', '3', '--embedding-size', '3', '--batch-size', '16', '--json', '--quiet'];
const examples = smallExamples(60);
const good = jsonLinesOf(examples);
const columns = examples.map(({ tokens, tags }) => tokens.map((token, at) => `${token} ${tags[at]}\n`).join('')).join('\n');

function train(data: string, ...options: readonly string[]): Promise<Run> {
  return runInProcess('train', 'tagger', '--data', data, ...tiny, ...options);
}

/** Files that no tagger can learn from, or be measured on. */
const unreadable: readonly BadFile[] = [
  ['empty', 'x.jsonl', '', /x\.jsonl: has no sentences; is it the right file\?\n$/],
  ['empty columns', 'x.conll', '\n \n', /x\.conll: has no sentences; is it the right file\?\n$/],
  ['made of comments', 'x.conll', '# a\n# b c\n', /x\.conll: has no sentences; is it the right file\?\n$/],
  ['made of empty sentences', 'x.jsonl', '{"tokens": [], "tags": []}\n', /x\.jsonl: has no sentences; is it the right file\?\n$/],
  ['binary', 'x.jsonl', Uint8Array.of(108, 0, 1, 2, 10), /x\.jsonl:1: has a NUL byte, as binary files do; give a text file/],
  ['binary columns', 'x.conll', Uint8Array.of(108, 0, 1, 2, 10), /x\.conll:1: has a NUL byte, as binary files do; give a text file/],
  ['a gzip archive', 'x.conll', Uint8Array.of(0x1f, 0x8b, 8, 0, 20), /x\.conll:1: is compressed; unpack it first\n$/],
  ['UTF-16', 'x.jsonl', Buffer.from(`\uFEFF${good}`, 'utf16le'), /x\.jsonl:1: is UTF-16; convert it to UTF-8 first/],
  ['not UTF-8', 'x.jsonl', Buffer.from(`${good}{"tokens": ["café"]}`, 'latin1'), /x\.jsonl:61: is not valid UTF-8; convert the file first/],
  ['columns in another code', 'x.conll', Buffer.from('a O\ncafé B\n', 'latin1'), /x\.conll:2: is not valid UTF-8; convert the file first/],
  [
    'without tokens',
    'x.jsonl',
    good.replaceAll('"tokens"', '"words"'),
    /x\.jsonl:1: there is no field "tokens" \(fields: label, words, tags\); set tokensColumn \(--tokens-column\)\n$/,
  ],
  [
    'without tags',
    'x.jsonl',
    good.replaceAll('"tags"', '"ner"'),
    /x\.jsonl:1: there is no field "tags" \(fields: label, tokens, ner\); set tagsColumn \(--tags-column\)\n$/,
  ],
  ['with tags that are null', 'x.jsonl', '{"tokens": ["a"], "tags": null}\n', /x\.jsonl:1: the field "tags" is null; give it a value/],
  ['with numbers for tags', 'x.jsonl', '{"tokens": ["a"], "tags": [3]}\n', /x\.jsonl:1: "tags" must be a list of strings, but is \[3\]\n$/],
  ['with text for tokens', 'x.jsonl', '{"tokens": "a b", "tags": []}\n', /x\.jsonl:1: "tokens" must be a list of strings, but is "a b"\n$/],
  ['short of tags', 'x.jsonl', '{"tokens": ["a", "b"], "tags": ["O"]}\n', /x\.jsonl:1: has 2 tokens and 1 tag; give each token one tag\n$/],
  [
    'short of tokens',
    'x.jsonl',
    '{"tokens": ["a"], "tags": ["O", "O"]}\n',
    /x\.jsonl:1: has 1 token and 2 tags; give each token one tag\n$/,
  ],
  [
    'without a tag somewhere',
    'x.jsonl',
    `${good}{"tokens": ["a", "b"], "tags": ["O", ""]}\n`,
    /x\.jsonl:61: a token has an empty tag; give each token one tag\n$/,
  ],
  ['one column', 'x.conll', 'a\nb\n', /x\.conll:1: there is one column, so tokens have no tags; write the tag behind each token/],
  ['of rows of several lengths', 'x.conll', 'a O\nb\n', /x\.conll:2: this token has 1 column where those before have 2; mend it/],
  ['JSON among columns', 'x.conll', good, /x\.conll:1: there is one column, so tokens have no tags; /],
  ['columns among JSON', 'x.jsonl', columns, /x\.jsonl:1: is not JSON \(.*\); each line must be one JSON object\n$/],
  ['broken JSON', 'x.jsonl', `${good}{"tokens":\n`, /x\.jsonl:61: is not JSON \(.*\); each line must be one JSON object\n$/],
  ['a JSON array', 'x.jsonl', `[\n${good}]`, /x\.jsonl:1: is not JSON \(.*\); .*; "jq -c \.\[\]" writes the items of a JSON array so\n$/],
  [
    'made of arrays',
    'x.jsonl',
    '["a", "O"]\n',
    /x\.jsonl:1: is an array; each line must be .* or \{"tokens": \[\.\.\.\], "tags": \[\.\.\.\]\}\n$/,
  ],
  [
    'a table',
    'x.tsv',
    columns,
    /x\.tsv: its extension says a table of texts; give tokens and tags as JSON Lines or as columns \(\.conll\)\n$/,
  ],
  ['of no known format', 'x.doc', columns, /x\.doc: the extension "\.doc" says no format \(known: .*\); set the format \(--format\)\n$/],
];

/** Those that teach nothing, though they are read. */
const useless: readonly BadFile[] = [
  ['of one tag only', 'x.conll', 'a O\n\nb O\n', /x\.conll: has one tag only, "O"; a network needs two or more to tell apart\n$/],
  [
    'tagged by numbers',
    'x.conll',
    Array.from({ length: 25_000 }, (_, line) => `x ${line}\n`).join('\n'),
    /x\.conll: has 25000 different tags; they are the last column, or in JSON lines the field that --tags-column names\n$/,
  ],
];

beforeAll(() => startBackend());

describe('to learn from', () => {
  testBadFiles([...unreadable, ...useless], train);

  test('a path that is not there, or a folder, is named', async () => {
    const folder = temporaryFolder();
    for (const name of ['nowhere.jsonl', 'nowhere.csv', 'nowhere'])
      expectRefusal(await train(join(folder, name)), new RegExp(`${name}: there is no such file; check the path\\n$`));
    mkdirSync(join(folder, 'sentences.jsonl'));
    for (const path of [folder, join(folder, 'sentences.jsonl')])
      expectRefusal(await train(path), /: is a directory; give a file of tagged tokens\n$/);
    expectRefusal(await train(folder, '--format', 'conll'), /: is a directory; give a file\n$/);
  });

  test.skipIf(!existsSync('/dev/null'))('what cannot be read twice is misuse (there is no /dev on Windows)', async () => {
    expectRefusal(await train('/dev/null'), /^tidegate: --data must be a file or a folder, .* but is "\/dev\/null"; write it to a file/, 2);
  });
});

describe.each(['--test', '--valid'])('given with %s', (option) => {
  const folder = keptFolder();
  const data = writeData(folder, 'train.jsonl', good);

  testBadFiles(unreadable.slice(0, 12), (path) => train(data, option, path));

  test('a tag that the training data lack is named with its line', async () => {
    const other = writeData(folder, 'other.jsonl', '{"tokens": ["a"], "tags": ["O"]}\n{"tokens": ["a"], "tags": ["B-sport"]}\n');
    const message = /other\.jsonl:2: the label "B-sport" is not among those learned \(B-food, .*, O\); correct it, or train with .*\n$/;
    expectRefusal(await train(data, option, other), message);
  });

  test('a path that is not there is named', async () => {
    expectRefusal(await train(data, option, join(folder, 'no.jsonl')), /no\.jsonl: there is no such file; check the path\n$/);
  });
});

describe('to be measured on', () => {
  const folder = keptFolder();
  const model = join(folder, 'model');
  const evaluate = (path: string): Promise<Run> => runInProcess('evaluate', model, '--data', path);

  beforeAll(async () => {
    expect(await train(writeData(folder, 'train.jsonl', good), '--out', model)).toMatchObject({ exitCode: 0, stderr: '' });
  });

  testBadFiles(unreadable, evaluate);

  test('a path that is not there, or a folder, is named', async () => {
    expectRefusal(await evaluate(join(folder, 'nowhere')), /nowhere: there is no such file; check the path\n$/);
    expectRefusal(await evaluate(folder), /: is a directory; give a file of tagged tokens\n$/);
  });
});
