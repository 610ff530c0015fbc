import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { DataError } from '../errors/data-error.js';
import { textSource } from '../sources/text-source.js';
import { all, data } from '../testing/sources.js';
import { readTextExamples } from './read-text-examples.js';
import { createSkipLog } from './skip.js';
import type { TextFormat, TextOptions } from './text-options.js';

const read = (content: string | readonly number[], options: TextOptions) => all(readTextExamples(data(content), options));
const values = async (content: string, options: TextOptions) =>
  (await read(content, options)).map(({ text, label, labels }) => [text, label ?? labels]);
const utf8 = (text: string) => [...new TextEncoder().encode(text)];

describe('readTextExamples', () => {
  it('finds the columns by name, wherever they stand', async () => {
    const content = 'id,label,text\n1, A ,x\n2,B,y\n';
    expect(await values(content, { format: 'csv' })).toEqual([
      ['x', 'A'],
      ['y', 'B'],
    ]);
    expect(await values(content, { format: 'csv', textColumn: 'label', labelColumn: 'id' })).toEqual([
      [' A ', '1'],
      ['B', '2'],
    ]);
    expect(await values('A\tx\nB\ty', { format: 'tsv', columns: ['label', 'text'] })).toEqual([
      ['x', 'A'],
      ['y', 'B'],
    ]);
    expect(await values('{"sentence": "x", "intent": 3}', { format: 'jsonl', textColumn: 'sentence', labelColumn: 'intent' })).toEqual([
      ['x', '3'],
    ]);
  });

  it('joins tokens where JSON has no text', async () => {
    expect(await values('{"tokens": ["a", "b"], "label": "A"}', { format: 'jsonl' })).toEqual([['a b', 'A']]);
    expect(await values('{"tokens": ["a"], "text": "t", "label": "A"}', { format: 'jsonl' })).toEqual([['t', 'A']]);
  });

  it('reads several labels, and none', async () => {
    const options = { format: 'tsv', labelSeparator: ',' } as const;
    expect(await values('text\tlabel\nx\tB, A,B\ny\t', options)).toEqual([
      ['x', ['B', 'A']],
      ['y', []],
    ]);
    expect(
      await values('{"text": "x", "label": ["A", "B"]}\n{"text": "y", "label": "A|C"}', { format: 'jsonl', labelSeparator: '|' }),
    ).toEqual([
      ['x', ['A', 'B']],
      ['y', ['A', 'C']],
    ]);
  });

  it.each<[TextFormat, string]>([
    ['csv', 'text\nx'],
    ['csv', 'text,label\nx,'],
    ['tsv', 'id\ttext\n1\tx'],
    ['jsonl', '{"text": "x"}'],
    ['jsonl', '{"text": "x", "label": null}'],
  ])('does without labels if told that it may: %s %j', async (format, content) => {
    expect(await values(content, { format, labels: 'optional' })).toEqual([['x', undefined]]);
    await expect(read(content, { format })).rejects.toThrow(DataError);
  });

  it('leaves out empty texts, and tells where they were', async () => {
    const log = createSkipLog({ keep: 2 });
    const found = await read('label\ttext\nA\t\nA\tx\nB\t \u3000\nB\t\t'.replace(/\t$/, ''), { format: 'tsv', onSkip: log.onSkip });
    expect(found.map(({ text }) => text)).toEqual(['x']);
    expect(log.count).toBe(3);
    expect(log.first.map(({ place }) => place.line)).toEqual([2, 4]);
    expect(log.describe()).toBe('left out 3 examples: data:2 (the text is empty), data:4 (the text is empty), ...');
    expect(createSkipLog().describe()).toBeUndefined();
  });

  it('begins anew in every pass, and stops reading when nobody asks', async () => {
    let open = 0;
    const source = {
      name: 'data',
      async *bytes() {
        open++;
        try {
          for (;;) yield new TextEncoder().encode('line\n');
        } finally {
          open--;
        }
      },
    };
    const examples = readTextExamples(source, { format: 'lines' });
    for (let pass = 0; pass < 2; pass++) {
      let count = 0;
      for await (const { place } of examples) {
        expect(place.line).toBe(++count);
        if (count === 10) break;
      }
    }
    expect(open).toBe(0);
  });

  it('answers in turn who asks before the last answer has come', async () => {
    const iterator = readTextExamples(textSource('data', 'a\nb\nc'), { format: 'lines' })[Symbol.asyncIterator]();
    const answers = await Promise.all([iterator.next(), iterator.next(), iterator.next(), iterator.next(), iterator.next()]);
    expect(answers.map(({ value }) => value?.text)).toEqual(['a', 'b', 'c', undefined, undefined]);
    expect(answers.map(({ done }) => done)).toEqual([false, false, false, true, true]);
  });

  it('reads back the CSV that a writer makes of any texts', async () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab",\n \té世') }).filter((value) => value.trim() !== '');
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1 }), async (texts) => {
        const content = Papa.unparse([['text', 'label'], ...texts.map((value) => [value, 'A'])], { newline: '\n' });
        expect((await read(content, { format: 'csv' })).map((example) => example.text)).toEqual(texts);
      }),
    );
  });
});

describe('a bad file', () => {
  it.each<[string, TextFormat, string | readonly number[], string]>([
    [
      'no such column',
      'csv',
      'label,sentence\nA,x',
      'data:1: there is no column "text"; the first line has "label", "sentence"; set textColumn (--text-column)',
    ],
    [
      'no label column',
      'tsv',
      'class\ttext\nA\tx',
      'data:1: there is no column "label"; the first line has "class", "text"; set labelColumn (--label-column)',
    ],
    [
      'no header',
      'tsv',
      'NUM\tHow far is it ?\nLOC\tWhere ?',
      'the first line has "NUM", "How far is it ?"; set textColumn (--text-column), or if that is no header, put one before it',
    ],
    ['a column twice', 'csv', 'text,label,text\nx,A,y', 'data:1: two columns are called "text"'],
    ['a row too short', 'csv', 'text,label\nx,A\ny', 'data:3: this row has 1 field where the columns are 2 (text, label); mend the row'],
    ['a row too long', 'tsv', 'text\tlabel\nx\tA\tB', 'data:2: this row has 3 fields where the columns are 2 (text, label); mend the row'],
    ['a quote that is not closed', 'csv', 'text,label\nx,A\n"y,B\nz,C\n', 'data:3: a quote that opens in this row is never closed'],
    [
      'text behind a quote',
      'csv',
      'text,label\nx,A\n\n"y"z,B\nu,C',
      'data:4: has text behind a closing quote; columns end at commas, and a quote inside quotes is written twice',
    ],
    ['an empty label', 'csv', 'text,label\nx,A\ny, ', 'data:3: the column "label" is empty; give the example a label'],
    ['only empty texts', 'tsv', 'text\tlabel\n\tA\n \tB', 'data: all 2 texts are empty; check which column is the text'],
    ['a header alone', 'csv', 'text,label\n', 'data: has no examples; is it the right file?'],
    ['nothing', 'tsv', '', 'data: has no examples; is it the right file?'],
    ['nothing but a mark', 'lines', [0xef, 0xbb, 0xbf], 'data: has no examples; is it the right file?'],
    [
      'no UTF-8',
      'tsv',
      [...utf8('text\tlabel\nx\tA\n'), 0xb0, 0xa1, ...utf8('\tB\n')],
      'data:3: is not valid UTF-8; convert the file first, for example with "iconv -f GB18030',
    ],
    ['half a character at the end', 'lines', [...utf8('a\nb'), 0xe4, 0xb8], 'data:2: is not valid UTF-8'],
    ['a binary file', 'lines', [...utf8('PNG\n'), 1, 2, 0, 5], 'data:2: has a NUL byte, as binary files do; give a text file in UTF-8'],
    ['UTF-16', 'csv', [0xff, 0xfe, 0x74, 0], 'data:1: is UTF-16; convert it to UTF-8 first'],
    ['a compressed file', 'jsonl', [0x1f, 0x8b, 8, 0], 'data:1: is compressed; unpack it first'],
    ['broken JSON', 'jsonl', '{"text": "x", "label": "A"}\n{"text": "y"', 'data:2: is not JSON ('],
    ['a JSON array', 'jsonl', '[\n{"text": "x"}\n]', '"jq -c .[]" writes the items of a JSON array so'],
    ['a number a line', 'jsonl', '5', 'data:1: is a number; each line must be one JSON object, such as {"text"'],
    ['an array a line', 'jsonl', '["x", "A"]', 'data:1: is an array; each line must be one JSON object'],
    [
      'no such field',
      'jsonl',
      '{"sentence": "x", "label": "A"}',
      'data:1: there is no field "text" (fields: sentence, label); set textColumn (--text-column)',
    ],
    [
      'no label field',
      'jsonl',
      '{"text": "x", "class": "A"}',
      'data:1: there is no field "label" (fields: text, class); set labelColumn (--label-column)',
    ],
    [
      'a label that is null',
      'jsonl',
      '{"text": "x", "label": null}',
      'data:1: the field "label" is null; give it a value or remove the line',
    ],
    ['a text of another type', 'jsonl', '{"text": 5, "label": "A"}', 'data:1: "text" must be a string or a list of tokens, but is 5'],
    [
      'a label of another type',
      'jsonl',
      '{"text": "x", "label": {"a": 1}}',
      'data:1: "label" must be a string, a number or a list of them, but is {"a":1}',
    ],
  ])('with %s is told of in one message: %s', async (_, format, content, message) => {
    const reading = read(content, { format });
    await expect(reading).rejects.toThrow(message);
    await expect(reading).rejects.toBeInstanceOf(DataError);
  });

  it('of plain lines has no labels to be required', async () => {
    await expect(read('x', { format: 'lines', labels: 'required' })).rejects.toThrow('data: plain lines have no labels; give CSV');
    expect(await read('x', { format: 'lines', labels: 'optional' })).toHaveLength(1);
  });

  it('without header names a column that is not among the given ones', async () => {
    await expect(read('A\tx', { format: 'tsv', columns: ['label', 'sentence'] })).rejects.toThrow(
      'data: there is no column "text" among the given columns label, sentence; set textColumn',
    );
  });

  it('whose text was asked for by name needs that name', async () => {
    await expect(read('text\nx', { format: 'csv', labelColumn: 'class', labels: 'optional' })).rejects.toThrow(
      'there is no column "class"',
    );
  });

  it('without line ends is refused before it fills the memory', async () => {
    let given = 0;
    const source = {
      name: 'data',
      async *bytes() {
        for (;;) {
          given++;
          yield new Uint8Array(2 ** 22).fill(65);
        }
      },
    };
    await expect(all(readTextExamples(source, { format: 'lines' }))).rejects.toThrow('data: a line is longer than 64 MiB');
    expect(given).toBeLessThan(20);
  });

  it('with a quote that is never closed is refused before it fills the memory', async () => {
    let given = 0;
    const source = {
      name: 'data',
      async *bytes() {
        yield new TextEncoder().encode('text,label\nx,A\n"y,B\n');
        for (; given < 100; given++) yield new Uint8Array(2 ** 20).fill(65).fill(10, -1);
      },
    };
    await expect(all(readTextExamples(source, { format: 'csv' }))).rejects.toThrow(
      'data:3: a quote that opens in this row is never closed',
    );
    expect(given).toBeLessThan(50);
  });

  it('is no file of an unknown format', () => {
    expect(() => readTextExamples(data(''), { format: 'xml' as TextFormat })).toThrow(
      'readTextExamples: format must be one of csv, tsv, jsonl, lines, but is "xml"',
    );
  });
});
