import { createRandom } from '@tidegate/core';
import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../run/outcome.js';
import { guessColumns } from './guess-columns.js';
import { guessTokenizer } from './guess-tokenizer.js';
import { lookAtFile } from './look-at-file.js';
import { mostClasses, prepareData } from './prepare.js';
import { type DataOrder, mostRows, mostTexts, readData } from './read-data.js';

const file = (name: string, content: string | Uint8Array<ArrayBuffer>): File => new File([content], name);

/** The order of who takes what the page guesses. */
async function guessedOrder(chosen: File, hasHeader = true): Promise<DataOrder> {
  const { columns, format, textColumn, labelColumn } = await lookAtFile(chosen, hasHeader);
  return { kind: 'file', file: chosen, format, hasHeader, columns, textColumn, labelColumn };
}

const problemOf = async (chosen: File) => (await outcomeOf(async () => readData(await guessedOrder(chosen)))).problem;

describe('guessColumns', () => {
  it('takes the usual names', () => {
    const rows = [['1', 'a', 'x']];
    expect(guessColumns({ columns: ['id', 'Category', 'Sentence'], rows })).toEqual({
      textColumn: 'Sentence',
      labelColumn: 'Category',
      isCertain: true,
    });
    expect(guessColumns({ columns: ['标签', '文本'], rows: [['好', '很好']] })).toMatchObject({ textColumn: '文本', labelColumn: '标签' });
  });

  it('goes by the values where the names say nothing: long texts, few classes of two or more', () => {
    const rows = [
      ['same', '1', 'up', 'a rather long remark'],
      ['same', '2', 'down', 'and another one'],
      ['same', '3', 'up', 'a third'],
    ];
    expect(guessColumns({ columns: ['all', 'number', 'way', 'what'], rows })).toEqual({
      textColumn: 'what',
      labelColumn: 'way',
      isCertain: false,
    });
  });
});

describe('guessTokenizer', () => {
  it('takes characters for what is written without spaces', () => {
    expect(guessTokenizer(['你好吗', 'OK'])).toBe('characters');
    expect(guessTokenizer(['how are you', '好'])).toBe('words');
    expect(guessTokenizer(['123'])).toBe('words');
  });
});

describe('lookAtFile', () => {
  it('tells CSV, TSV and JSON Lines apart, by name and by what stands there', async () => {
    const formatOf = async (name: string, content: string) => (await lookAtFile(file(name, content), true)).format;
    expect(await formatOf('a.csv', 'text,label\na,b\n')).toBe('csv');
    expect(await formatOf('a.tsv', 'text\tlabel\na\tb\n')).toBe('tsv');
    expect(await formatOf('a.csv', 'text\tlabel\na, and b\tb\n')).toBe('tsv');
    expect(await formatOf('a.txt', '{"text":"a","label":"b"}\n')).toBe('jsonl');
    expect(await formatOf('a.ndjson', '{"text":"a","label":"b"}\n')).toBe('jsonl');
  });

  it('gives five rows, and numbers the columns of a table without a header', async () => {
    const look = await lookAtFile(file('a.csv', 'good,"Fine, isn\'t it?"\n'.repeat(9)), false);
    expect(look.columns).toEqual(['1', '2']);
    expect(look.rows).toHaveLength(5);
    expect(look.textColumn).toBe('2');
  });
});

describe('readData', () => {
  it('reads the columns that are chosen, and counts the rows that it leaves out', async () => {
    const chosen = file('a.csv', 'mood,said\ngood,Fine.\nbad,\n,What?\nbad,No.\n');
    const { texts, skipped, hasMore } = await readData(await guessedOrder(chosen));
    expect(texts).toEqual([
      { text: 'Fine.', label: 'good' },
      { text: 'No.', label: 'bad' },
    ]);
    expect(skipped).toEqual({
      count: 2,
      first: [
        { line: 3, reason: 'text' },
        { line: 4, reason: 'label' },
      ],
    });
    expect(hasMore).toBe(false);
  });

  it('reads the first row too where it names nothing', async () => {
    const { texts } = await readData(await guessedOrder(file('a.csv', 'good,Fine it is.\nbad,Not so.\n'), false));
    expect(texts[0]).toEqual({ text: 'Fine it is.', label: 'good' });
  });

  it('uses the beginning of a large file, and says so', async () => {
    const chosen = file('a.csv', `text,label\n${'a,b\nc,d\n'.repeat(mostTexts / 2 + 1)}`);
    const { texts, hasMore } = await readData(await guessedOrder(chosen));
    expect(texts).toHaveLength(mostTexts);
    expect(hasMore).toBe(true);
  });

  it('looks for labels at the beginning of a large file only', async () => {
    const unlabelled = 'a,\n'.repeat(mostRows);
    expect(await problemOf(file('a.csv', `text,label\n${unlabelled}b,x\n`))).toEqual({ kind: 'noLabels', column: 'label' });
    const { texts, hasMore, skipped } = await readData(await guessedOrder(file('a.csv', `text,label\nb,x\n${unlabelled}`)));
    expect([texts.length, hasMore, skipped.count]).toEqual([1, true, mostRows - 1]);
  });

  it.each([
    ['an empty file', '', 'a.csv: has no examples; is it the right file?'],
    ['a quote that is never closed', 'text,label\na,b\n"c,d\ne,f\n', 'a.csv:3: a quote that opens in this row is never closed; close it'],
    ['a row of another length', 'text,label\na,b\nc\n', 'a.csv:3: this row has 1 field where the columns are 2'],
    ['a binary file', '\u0089PNG\0\0', 'a.csv:1: has a NUL byte, as binary files do; give a text file in UTF-8'],
  ])('says where and what is wrong with %s', async (_, content, message) => {
    const problem = await problemOf(file('a.csv', content));
    expect(problem).toMatchObject({ kind: 'file', message: expect.stringContaining(message) });
  });

  it('says what a file lacks', async () => {
    expect(await problemOf(file('a.csv', 'text\na\n'))).toEqual({ kind: 'oneColumn', column: 'text' });
    expect(await problemOf(file('a.csv', 'text,label\na,\nb,\n'))).toEqual({ kind: 'noLabels', column: 'label' });
    const several = '{"text":"a","label":["b","c"]}\n';
    expect(await problemOf(file('a.jsonl', several))).toEqual({ kind: 'severalLabels', line: 1 });
  });
});

describe('prepareData', () => {
  const texts = Array.from({ length: 200 }, (_, index) => ({ text: `Number ${index}`, label: index % 5 === 0 ? 'rare' : 'usual' }));
  const prepare = (of: typeof texts) => prepareData(of, { kind: 'words', lowercase: true }, createRandom(0));

  it('holds a tenth of each class out, and knows the tokens of the rest only', async () => {
    const { training, validation, vocabulary, labels, counts } = await prepare(texts);
    expect(training.length + validation.length).toBe(200);
    expect(validation.filter(({ target }) => target === 0)).toHaveLength(4);
    expect(validation).toHaveLength(20);
    expect(labels.names).toEqual(['rare', 'usual']);
    expect(counts).toEqual([40, 160]);
    expect(vocabulary.idOf('number')).toBe(2);
    expect(validation[0]?.ids[1]).toBe(vocabulary.unknownId);
    expect(training.map(({ text }) => text)).not.toContain(validation[0]?.text);
  });

  it('learns from all of a few texts', async () => {
    const { training, validation } = await prepare(texts.slice(0, 6));
    expect([training.length, validation.length]).toEqual([6, 0]);
  });

  it('needs two classes, and no more than can be shown', async () => {
    const problem = async (of: typeof texts) => (await outcomeOf(() => prepare(of))).problem;
    expect(await problem(texts.map((each) => ({ ...each, label: 'x' })))).toEqual({ kind: 'oneClass', name: 'x' });
    const many = texts.map((each) => ({ ...each, label: each.text }));
    expect(await problem(many)).toEqual({ kind: 'manyClasses', count: 200, most: mostClasses });
  });
});
