import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DataError } from '../errors/data-error.js';
import { createSkipLog } from '../readers/skip.js';
import { all } from '../testing/sources.js';
import { formatOf } from './format-of.js';
import { openTaggedExamples } from './open-tagged-examples.js';
import { openTextExamples } from './open-text-examples.js';

let folder: string;
const at = (...names: string[]) => join(folder, ...names);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidegate-data-'));
  const files: Readonly<Record<string, string | Uint8Array>> = {
    'a.csv': 'text,label\nx,A',
    'a.tsv': 'label\ttext\nA\tx',
    'a.jsonl': '{"text": "x", "label": "A", "tokens": ["x"], "tags": ["O"]}',
    'a.txt': 'x O\n',
    'a.conll': 'x O\n',
    'classes/pos/b.txt': 'good\r\nfilm',
    'classes/pos/a.txt': '\ufefffine',
    'classes/pos/notes.md': 'not a text',
    'classes/neg/a.txt': 'bad',
    'classes/neg/b.txt': ' \n',
    'classes/.hidden/a.txt': 'hidden',
    'classes/urls.txt': 'not a class',
    'bad/A/a.txt': Uint8Array.of(65, 10, 0xff),
    'without-texts/A/notes.md': '',
    'all-empty/A/a.txt': '',
    'no-classes/a.txt': 'x',
  };
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(at(name)), { recursive: true });
    await writeFile(at(name), content);
  }
  await mkdir(at('linked'));
  await symlink(at('classes', 'neg'), at('linked', 'A'), 'dir');
});
afterAll(() => rm(folder, { recursive: true }));

describe('openTextExamples', () => {
  it.each([
    ['a.csv', 'x', 'A'],
    ['a.tsv', 'x', 'A'],
    ['a.jsonl', 'x', 'A'],
    ['a.txt', 'x O', undefined],
  ])('takes the format from the extension: %s', async (name, text, label) => {
    expect(await all(openTextExamples(at(name)))).toMatchObject([{ text, ...(label && { label }), place: { file: at(name) } }]);
  });

  it('takes the format that it is told', async () => {
    expect(await all(openTextExamples(at('a.csv'), { format: 'lines' }))).toMatchObject([{ text: 'text,label' }, { text: 'x,A' }]);
  });

  it('reads a text from each file of a folder for each class, by name', async () => {
    const log = createSkipLog();
    const examples = openTextExamples(at('classes'), { onSkip: log.onSkip });
    expect(await all(examples)).toEqual([
      { text: 'bad', label: 'neg', place: { file: at('classes', 'neg', 'a.txt'), line: 1 } },
      { text: 'fine', label: 'pos', place: { file: at('classes', 'pos', 'a.txt'), line: 1 } },
      { text: 'good\nfilm', label: 'pos', place: { file: at('classes', 'pos', 'b.txt'), line: 1 } },
    ]);
    expect(log.first.map(({ place }) => place.file)).toEqual([at('classes', 'neg', 'b.txt')]);
    expect(await all(examples)).toHaveLength(3);
  });

  it('follows links to folders', async () => {
    expect(await all(openTextExamples(at('linked')))).toMatchObject([{ text: 'bad', label: 'A' }]);
  });

  it.each([
    ['missing.tsv', 'missing.tsv: there is no such file; check the path'],
    ['bad', 'a.txt:2: is not valid UTF-8'],
    ['without-texts', 'A: has no .txt files; a folder for a class has one text a file, or remove it'],
    ['all-empty', 'all-empty: all its texts are empty'],
    ['no-classes', 'no-classes: has no folders; give a file, or a folder with a folder of .txt files for each class'],
    ['a.conll', 'a.conll: its extension says columns of tokens and tags'],
  ])('tells what is wrong with %s', async (name, message) => {
    const reading = all(openTextExamples(at(name)));
    await expect(reading).rejects.toThrow(message);
    await expect(reading).rejects.toBeInstanceOf(DataError);
  });
});

describe('openTaggedExamples', () => {
  it.each(['a.jsonl', 'a.conll', 'a.txt'])('takes the format from the extension: %s', async (name) => {
    expect(await all(openTaggedExamples(at(name)))).toMatchObject([{ tokens: ['x'], tags: ['O'], place: { file: at(name), line: 1 } }]);
  });

  it('refuses what holds no tagged sentences', async () => {
    expect(() => openTaggedExamples(at('a.csv'))).toThrow('its extension says a table of texts; give tokens and tags as JSON Lines');
    expect(() => openTaggedExamples(at('classes'))).toThrow('classes: is a directory; give a file of tagged tokens');
    for (const name of ['missing.conll', 'missing.csv', 'missing'])
      await expect(all(openTaggedExamples(at(name)))).rejects.toThrow('there is no such file');
    await expect(all(openTaggedExamples(at('classes'), { format: 'conll' }))).rejects.toThrow('is a directory; give a file');
  });
});

describe('formatOf', () => {
  it('knows extensions in any case', () => {
    expect(['A.CSV', 'b/c.tab', 'd.ndjson', 'e.TXT', 'f.bio'].map(formatOf)).toEqual(['csv', 'tsv', 'jsonl', 'lines', 'conll']);
  });

  it.each([
    ['a.xml', 'a.xml: the extension ".xml" says no format (known: .csv .tsv'],
    ['a.json', 'write one JSON object a line into a .jsonl file'],
    ['a', 'the extension "" says no format (known: .csv .tsv .tab .jsonl .ndjson .txt .conll .bio .iob .iob2); set the format (--format)'],
  ])('refuses %s', (path, message) => {
    expect(() => formatOf(path)).toThrow(DataError);
    expect(() => formatOf(path)).toThrow(message);
  });
});
