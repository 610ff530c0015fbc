import { ArgumentError, createRandom } from '@tidegate/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DataError } from '../errors/data-error.js';
import { parseVocabulary } from './parse-vocabulary.js';
import { createVocabularyCounter, type VocabularyOptions } from './vocabulary-counter.js';

const build = (texts: readonly string[], options?: VocabularyOptions) => {
  const counter = createVocabularyCounter();
  for (const text of texts) counter.add(text.split(' '));
  return counter.build(options);
};

describe('build', () => {
  it('orders by falling count, then by code units, behind padding and unknown', () => {
    const vocabulary = build(['b a c b', 'c b d a']);
    expect(vocabulary.tokens).toEqual(['<pad>', '<unk>', 'b', 'a', 'c', 'd']);
    expect(vocabulary.size).toBe(6);
    expect(build(['c b d a', 'b a c b']).tokens).toEqual(vocabulary.tokens);
  });

  it('leaves out what is rare, and what goes beyond the size', () => {
    expect(build(['a a b b c'], { minimumCount: 2 }).tokens).toEqual(['<pad>', '<unk>', 'a', 'b']);
    expect(build(['a a b b c'], { maximumSize: 3 }).tokens).toEqual(['<pad>', '<unk>', 'a']);
  });

  it('takes other special tokens, which need not occur and are not there twice', () => {
    const vocabulary = build(['a <unk> <eos> a'], { special: ['[PAD]', '<unk>', '<eos>', '<bos>'] });
    expect(vocabulary.tokens).toEqual(['[PAD]', '<unk>', '<eos>', '<bos>', 'a']);
    expect(vocabulary.idOf('<eos>')).toBe(2);
  });

  it.each<[VocabularyOptions, string]>([
    [{ minimumCount: 0 }, 'minimumCount must be a whole number of at least 1'],
    [{ maximumSize: 1 }, 'maximumSize must be a whole number of at least 2'],
    [{ special: ['a', 'a'] }, 'special must be different tokens, but is [a, a]'],
  ])('refuses %o', (options, message) => {
    expect(() => build(['a'], options)).toThrow(ArgumentError);
    expect(() => build(['a'], options)).toThrow(message);
  });
});

describe('encode', () => {
  const vocabulary = build(['b a b __proto__ constructor']);

  it('knows the tokens that were counted, and those only', () => {
    expect([...vocabulary.encode(['a', 'b', 'zzz', '__proto__', 'constructor', 'toString'])]).toEqual([4, 2, 1, 3, 5, 1]);
    expect(vocabulary.encode([])).toEqual(new Int32Array());
  });

  it('gives padding to no token, not even to its name', () => {
    expect(vocabulary.idOf('<pad>')).toBe(1);
    expect(vocabulary.idOf('<unk>')).toBe(1);
    expect(vocabulary.tokenOf(vocabulary.paddingId)).toBe('<pad>');
  });

  it('is undone by tokenOf, which refuses what is no id', () => {
    for (const token of ['a', 'b', 'constructor']) expect(vocabulary.tokenOf(vocabulary.idOf(token))).toBe(token);
    expect(() => vocabulary.tokenOf(6)).toThrow('vocabulary.tokenOf: id must be a whole number from 0 to 5, but is 6');
  });
});

describe('JSON', () => {
  it('is read back as the same vocabulary', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (tokens) => {
        const counter = createVocabularyCounter();
        counter.add(tokens);
        const vocabulary = counter.build();
        const read = parseVocabulary(JSON.parse(JSON.stringify(vocabulary)));
        expect(read.tokens).toEqual(vocabulary.tokens);
        expect(read.encode(tokens)).toEqual(vocabulary.encode(tokens));
      }),
    );
  });

  it.each<[unknown, string]>([
    [{ tokens: ['<pad>'] }, 'v.json: is no vocabulary: tokens:'],
    [{ tokens: ['<pad>', '<unk>', 3] }, 'v.json: is no vocabulary: tokens.2:'],
    [{ tokens: ['<pad>', '<unk>', 'a', 'a'] }, 'v.json: has the token "a" twice'],
    [['<pad>', '<unk>'], 'v.json: is no vocabulary'],
    [null, 'v.json: is no vocabulary: the whole:'],
  ])('that is none is refused: %j', (json, message) => {
    expect(() => parseVocabulary(json, 'v.json')).toThrow(DataError);
    expect(() => parseVocabulary(json, 'v.json')).toThrow(message);
  });
});

describe('a counter', () => {
  it('forgets the rarest tokens when there are too many, and keeps the frequent ones', () => {
    const counter = createVocabularyCounter({ maximumCounted: 100 });
    const random = createRandom(1);
    for (let round = 0; round < 200; round++) {
      const rare = [...random.split(round).integers(10, 1_000_000)].map((id) => `rare${id}`);
      counter.add(['often', ...rare, 'often', 'too']);
      expect(counter.distinct).toBeLessThanOrEqual(100);
    }
    expect(counter.build({ minimumCount: 100 }).tokens).toEqual(['<pad>', '<unk>', 'often', 'too']);
  });

  it('forgets nothing before', () => {
    const counter = createVocabularyCounter({ maximumCounted: 100 });
    counter.add(Array.from({ length: 100 }, (_, index) => `${index}`));
    expect(counter.distinct).toBe(100);
    counter.add(['100']);
    expect(counter.distinct).toBeLessThan(51);
  });
});
