import { describe, expect, it } from 'vitest';
import { DataError } from '../errors/data-error.js';
import { data } from '../testing/sources.js';
import { createVocabularyCounter } from '../vocabulary/vocabulary-counter.js';
import { type ReadVectorsOptions, readVectors, type VectorFormat } from './read-vectors.js';

const counter = createVocabularyCounter();
counter.add(['the', 'cat', '.', 'The', 'Paris', '. .']);
const wanted = counter.build();
/** The vectors by token. */
async function read(content: string, format: VectorFormat, options: Partial<ReadVectorsOptions> = {}) {
  const { rows, ...rest } = await readVectors(data(content), { wanted, format, ...options });
  return { ...rest, vectors: Object.fromEntries([...rows].map(([id, row]) => [wanted.tokenOf(id), [...row]])) };
}

describe('readVectors', () => {
  const glove = 'the 0.5 -1 2e-3\nof x y z\n. 1 2 3\n. . 4 5 6\n. . . 7 8 9\ncat 1 1 1 \nthe 9 9 9\n';
  const vectors = { the: [0.5, -1, Math.fround(2e-3)], '.': [1, 2, 3], '. .': [4, 5, 6], cat: [1, 1, 1] };

  it('keeps the rows that are wanted, the first of each, also of tokens with spaces', async () => {
    expect(await read(glove, 'glove')).toEqual({ size: 3, found: 4, vectors });
    expect(await read(`7 3\n${glove}`, 'word2vec')).toEqual({ size: 3, found: 4, vectors });
    expect(await read(glove.replaceAll('\n', '\r\n'), 'glove')).toEqual({ size: 3, found: 4, vectors });
  });

  it('takes the vector of the lower-case form if told to, where there is none of its own', async () => {
    expect((await read('the 1\nParis 2\nparis 3', 'glove')).vectors).toEqual({ the: [1], Paris: [2] });
    const fallback = { lowercaseFallback: true };
    expect((await read('paris 3\nthe 1\nParis 2', 'glove', fallback)).vectors).toEqual({ the: [1], The: [1], Paris: [2] });
    expect((await read('The 3\nthe 1\nparis 4', 'glove', fallback)).vectors).toEqual({ the: [1], The: [3], Paris: [4] });
    expect((await read('THE 3', 'glove', fallback)).vectors).toEqual({});
  });

  it('gives unknown tokens the vector of their name, and padding none', async () => {
    expect((await read('<pad> 1\n<unk> 2\nother 3', 'glove')).vectors).toEqual({ '<unk>': [2] });
  });

  it.each<[VectorFormat, string, string]>([
    ['glove', '400000 300\nthe 1 2', 'data:1: is a header of count and size, which GloVe has not; set format to word2vec'],
    ['word2vec', 'the 1 2', 'data:1: must be the count of vectors and their size; set format to glove for a file without'],
    ['glove', 'the 1 2\ncat 1', 'data:2: this vector has 1 number where others have 2; was the file cut off?'],
    ['word2vec', '2 2\nof 1\ncat 1 x', 'data:3: "x" is no number; a line must be a token and 2 numbers'],
    ['glove', 'the 1 2\ncat 1 NaN', 'data:2: "NaN" is no number'],
    ['glove', 'the\n', 'data:1: has no numbers; a line must be a token and its vector'],
    ['glove', '', 'data: has no vectors; is it the right file?'],
    ['glove', 'the 1\n\0', 'data:2: has a NUL byte'],
  ])('tells what is wrong with a file of %s by line: %j', async (format, content, message) => {
    const reading = read(content, format);
    await expect(reading).rejects.toThrow(message);
    await expect(reading).rejects.toBeInstanceOf(DataError);
  });

  it('refuses another format at once', async () => {
    await expect(read('', 'fasttext' as VectorFormat)).rejects.toThrow('readVectors: format must be one of glove, word2vec');
  });
});
