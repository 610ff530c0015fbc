import { describe, expect, it } from 'vitest';
import type { ByteSource } from '../sources/byte-source.js';
import { data } from '../testing/sources.js';
import { previewTable } from './preview-table.js';

const table = 'kind,note\ngood,"Fine, ""just"" fine!"\nbad,Not so.\nbad,Never.\n';

describe('previewTable', () => {
  it('gives the columns and the first rows', async () => {
    expect(await previewTable(data(table), { format: 'csv', rows: 2 })).toEqual({
      columns: ['kind', 'note'],
      rows: [
        ['good', 'Fine, "just" fine!'],
        ['bad', 'Not so.'],
      ],
    });
    expect(await previewTable(data('a\tb\n1\t"2\n'), { format: 'tsv' })).toEqual({ columns: ['a', 'b'], rows: [['1', '"2']] });
  });

  it('takes the first row for an example where there is no header', async () => {
    expect(await previewTable(data('good,good\nbad,Not so.\n'), { format: 'csv', header: false })).toEqual({
      columns: ['1', '2'],
      rows: [
        ['good', 'good'],
        ['bad', 'Not so.'],
      ],
    });
    await expect(previewTable(data(''), { format: 'csv', header: false })).rejects.toThrow('has no examples');
  });

  it('gives every field of the first objects of JSON Lines', async () => {
    const lines = '{"text":"Fine.","label":1}\n\n{"text":"No.","tags":["a"]}\n{"late":true}\n';
    expect(await previewTable(data(lines), { format: 'jsonl', rows: 2 })).toEqual({
      columns: ['text', 'label', 'tags'],
      rows: [
        ['Fine.', '1', ''],
        ['No.', '', '["a"]'],
      ],
    });
  });

  it('reads no more than it needs', async () => {
    let pieces = 0;
    const endless: ByteSource = {
      name: 'endless',
      async *bytes() {
        for (; ; pieces++) yield new TextEncoder().encode('text,label\n');
      },
    };
    expect((await previewTable(endless, { format: 'csv', rows: 3 })).rows).toHaveLength(3);
    expect(pieces).toBeLessThan(10);
  });

  it.each([
    ['', 'data: has no examples; is it the right file?'],
    ['text,label\n', 'data: has no examples; is it the right file?'],
    ['text,text\na,b\n', 'data:1: two columns are called "text"'],
    ['text,label\na,b\nc\n', 'data:3: this row has 1 field where the columns are 2 (text, label)'],
    ['text,label\na,"b\n', 'data:2: a quote that opens in this row is never closed'],
    ['text,label\na,\0\n', 'data:2: has a NUL byte, as binary files do'],
  ])('says what is wrong with %j', async (content, message) => {
    await expect(previewTable(data(content), { format: 'csv' })).rejects.toThrow(message);
  });

  it('refuses options that there are not', async () => {
    await expect(previewTable(data(table), { format: 'lines' as 'csv' })).rejects.toThrow('format');
    await expect(previewTable(data(table), { format: 'csv', rows: 0 })).rejects.toThrow('rows');
  });
});
