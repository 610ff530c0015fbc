import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { all, inPieces } from '../testing/sources.js';
import { readTaggedExamples } from './read-tagged-examples.js';
import { readText } from './read-text.js';
import { readTextExamples } from './read-text-examples.js';

/** Each has characters of two, three and four bytes, and an end of line in every place that its format allows. */
const contents = {
  csv: 'label,text\nA,"né, ""so"" 世界\n\n𝄞 here"\n\nB,plain é\nC,"last\n"\nD,𝄞',
  tsv: 'label\ttext\nA\tné "so 世界\nB\t𝄞 x\n\nC\tlast',
  jsonl: '{"label": "A", "text": "né 世\\n界"}\n\n{"text": "𝄞", "label": "B"}\n',
  lines: 'né 世界\n\n𝄞 x\nlast\n',
  tagged: '{"tokens": ["né", "世界"], "tags": ["O", "B-x"]}\n{"tokens": ["𝄞"], "tags": ["O"], "label": "A"}',
  conll: '-DOCSTART- O\n\nné O\n世界 B-x\n\n\n𝄞 O\nlast O',
  text: 'né 世界\n\n𝄞 \u0301\ufeffx\nlast',
};
type Content = keyof typeof contents;
const names = Object.keys(contents) as Content[];
const encode = (text: string) => new TextEncoder().encode(text);

/** All that is read, in a form that does not depend on the pieces. */
async function read(content: Content, bytes: Uint8Array, sizes: readonly number[]): Promise<unknown> {
  const source = inPieces(bytes, sizes);
  if (content === 'text') return (await all(readText(source))).join('');
  if (content === 'tagged') return all(readTaggedExamples(source, { format: 'jsonl' }));
  if (content === 'conll') return all(readTaggedExamples(source, { format: 'conll' }));
  return all(readTextExamples(source, { format: content }));
}

describe.each(names)('%s', (content) => {
  const bytes = encode(contents[content]);
  const whole = read(content, bytes, [2 ** 16]);

  it.each([1, 2, 3, 7])('is the same in pieces of %i bytes', async (size) => {
    expect(await read(content, bytes, [size])).toEqual(await whole);
  });

  it('is the same in any pieces, with line ends of Windows, and with a byte-order mark', async () => {
    const windows = encode(contents[content].replaceAll('\n', '\r\n'));
    const marked = encode(`\ufeff${contents[content]}`);
    const sizes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(sizes, fc.constantFrom(bytes, windows, marked), async (pieces, variant) => {
        expect(await read(content, variant, pieces)).toEqual(await whole);
      }),
    );
  });

  it('names the same line for a byte that is no UTF-8, in any pieces', async () => {
    const begin = encode(contents[content].replace('last', ''));
    const line = contents[content].replace('last', '').split('\n').length + 1;
    const bad = Uint8Array.from([...begin, 10, 65, 0xe4, 0xb8, 65, 10]);
    for (const sizes of [[1], [2], [3], [7], [2 ** 16]]) {
      await expect(read(content, bad, sizes)).rejects.toThrow(`data:${line}: is not valid UTF-8`);
    }
  });
});

describe.each(names)('anything as %s', (content) => {
  it('gives the same examples or the same error in any pieces', async () => {
    const part =
      content === 'jsonl' || content === 'tagged' ? ['{"text": "x"', '"label": "A"', '}', '[', '"'] : ['A,x\n', 'A\tx\n', 'a O\n', '""'];
    const anything = fc.string({ unit: fc.constantFrom(...'a,", \t\n\r\ufeff世', ...part) });
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 });
    const outcome = (bytes: Uint8Array, pieces: readonly number[]) => read(content, bytes, pieces).catch(({ message }: Error) => message);
    await fc.assert(
      fc.asyncProperty(anything, sizes, async (text, pieces) => {
        const bytes = encode(content === 'csv' ? `text,label\n${text}` : content === 'tsv' ? `label\ttext\n${text}` : text);
        expect(await outcome(bytes, pieces)).toEqual(await outcome(bytes, [2 ** 16]));
      }),
      { numRuns: 300 },
    );
  });
});

describe('what was read', () => {
  const read = (content: Content) => all(readTextExamples(inPieces(encode(contents[content]), [5]), { format: content as 'csv' }));

  it('keeps commas, quotes and line ends of CSV, and knows the line of each row', async () => {
    expect(await read('csv')).toEqual([
      { text: 'né, "so" 世界\n\n𝄞 here', label: 'A', place: { file: 'data', line: 2 } },
      { text: 'plain é', label: 'B', place: { file: 'data', line: 6 } },
      { text: 'last\n', label: 'C', place: { file: 'data', line: 7 } },
      { text: '𝄞', label: 'D', place: { file: 'data', line: 9 } },
    ]);
  });

  it.each([1, 1000])('keeps a mark that begins a row of CSV, in pieces of %i bytes', async (size) => {
    const source = inPieces(encode('\ufefftext,label\n\ufeffx,A\n\ufeffy,B'), [size]);
    expect((await all(readTextExamples(source, { format: 'csv' }))).map(({ text }) => text)).toEqual(['\ufeffx', '\ufeffy']);
  });

  it('takes quotes of TSV as they are', async () => {
    expect(await read('tsv')).toEqual([
      { text: 'né "so 世界', label: 'A', place: { file: 'data', line: 2 } },
      { text: '𝄞 x', label: 'B', place: { file: 'data', line: 3 } },
      { text: 'last', label: 'C', place: { file: 'data', line: 5 } },
    ]);
  });

  it('gives of lines each that is not empty', async () => {
    expect((await read('lines')).map(({ text, place }) => [text, place.line])).toEqual([
      ['né 世界', 1],
      ['𝄞 x', 3],
      ['last', 4],
    ]);
  });
});
