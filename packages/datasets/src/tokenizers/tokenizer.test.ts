import { ArgumentError } from '@tidegate/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTokenizer, type TokenizerKind, tokenizerKinds } from './tokenizer.js';

const words = createTokenizer({ kind: 'words' });
const whitespace = createTokenizer({ kind: 'whitespace' });
const characters = createTokenizer({ kind: 'characters' });
const bytes = createTokenizer({ kind: 'bytes' });

/** Anything, and much of what is hard: combining marks, joiners, flags, jamo, scripts without spaces, halves of characters. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(...'aé\u0301\u200d👩🇩🇪각ᄀ\u302a\u3099ガ\uff9e中、。！\r\n\t ©\ufe0f〰ก\u0e33', '👩‍👩‍👧', '\ud83d'),
  }),
);
/** Mostly what joins, or does not, between letters and digits. */
const latinText = fc.oneof(
  fc.string({ unit: 'grapheme-ascii' }),
  fc.string({ unit: fc.constantFrom(...Array.from({ length: 0x250 }, (_, code) => String.fromCharCode(code))) }),
  fc.string({ unit: fc.constantFrom(..."aÉßº09_.'’‘·:,;…—“”€²½ \xa0\xad\u0301") }),
  fc.string({ unit: fc.constantFrom(...'aZ09_\'.:,;"-@/ \n\t') }),
  fc.string({ unit: fc.constantFrom(...Array.from({ length: 128 }, (_, code) => String.fromCharCode(code))) }),
);
const segments = (text: string, granularity: 'grapheme' | 'word') =>
  Array.from(new Intl.Segmenter('en', { granularity }).segment(text), ({ segment }) => segment);

describe('words', () => {
  it('keeps punctuation, drops white space, and finds the words of scripts without spaces', () => {
    expect(words.tokenize("Don't panic: it costs $3.14 (or so).\n")).toEqual([
      "Don't",
      'panic',
      ':',
      'it',
      'costs',
      '$',
      '3.14',
      '(',
      'or',
      'so',
      ')',
      '.',
    ]);
    expect(words.tokenize('我喜欢北京。')).toEqual(['我', '喜欢', '北京', '。']);
    expect(words.tokenize('  \n\u3000')).toEqual([]);
    expect(words.tokenize('')).toEqual([]);
  });

  it('finds in Latin text what the segmenter finds', () => {
    const check = (text: string): void => {
      expect(words.tokenize(text)).toEqual(segments(text, 'word').filter((word) => word.trim() !== ''));
    };
    fc.assert(fc.property(latinText, check), { numRuns: 1000 });
    for (let code = 0; code < 0x2100; code++) {
      const mark = String.fromCharCode(code);
      for (const text of [`a${mark}a`, `0${mark}0`, `a${mark}0`, `_${mark}a`, `${mark}${mark}b`]) check(text);
    }
  });

  it('writes words with a space between, but where none belongs', () => {
    expect(words.join(words.tokenize('I said (once), twice!'))).toBe('I said (once), twice!');
    expect(words.join(['我', '喜欢', '北京', '。'])).toBe('我喜欢北京。');
    expect(words.join([])).toBe('');
  });

  it('finds the same words in what it wrote of words', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('we', 'saw', 'it', ',', '.', '(', ')', '世界', '好'), { maxLength: 20 }), (tokens) => {
        const separate = tokens.filter((token, index) => !(/[世好]/.test(token) && /[世好]/.test(tokens[index - 1] ?? '')));
        expect(words.tokenize(words.join(separate))).toEqual(separate);
      }),
    );
  });
});

describe('whitespace', () => {
  it('divides at any white space and nowhere else', () => {
    expect(whitespace.tokenize(' What county\tis\u3000Modesto ,\nCA in ? ')).toEqual([
      'What',
      'county',
      'is',
      'Modesto',
      ',',
      'CA',
      'in',
      '?',
    ]);
    expect(whitespace.tokenize('')).toEqual([]);
    expect(whitespace.tokenize(' \n')).toEqual([]);
    expect(whitespace.join(['a', 'b'])).toBe('a b');
  });
});

describe('characters', () => {
  it('takes for one what a reader does', () => {
    expect(characters.tokenize('né 👩‍👩‍👧🇩🇪각\r\n世')).toEqual(['n', 'é', ' ', '👩‍👩‍👧', '🇩🇪', '각', '\r\n', '世']);
  });

  it('finds what the segmenter finds in any text, and joins to the same text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(characters.tokenize(text)).toEqual(segments(text, 'grapheme'));
        expect(characters.join(characters.tokenize(text))).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it('finds what the segmenter finds beside every character of the basic plane', () => {
    const different: string[] = [];
    for (let code = 0; code < 0x10000; code++) {
      if (code >= 0xd800 && code < 0xe000) continue;
      const text = `a${String.fromCharCode(code)}世${String.fromCharCode(code)}`;
      if (characters.tokenize(text).join('|') !== segments(text, 'grapheme').join('|')) different.push(text);
    }
    expect(different).toEqual([]);
  });
});

describe('bytes', () => {
  it('writes each byte of UTF-8 as two digits', () => {
    expect(bytes.tokenize('A\n世')).toEqual(['41', '0a', 'e4', 'b8', '96']);
  });

  it('joins to the same text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void expect(bytes.join(bytes.tokenize(text))).toBe(text)));
    expect(bytes.join(['ef', 'bb', 'bf', '41'])).toBe('\ufeffA');
  });

  it('shows what is no text as the replacement character', () => {
    expect(bytes.join(['41', 'e4', 'b8', '<unk>', '42'])).toBe('A\ufffd\ufffdB');
  });
});

describe('createTokenizer', () => {
  it.each(tokenizerKinds)('makes lower case first if told to: %s', (kind) => {
    const tokenizer = createTokenizer({ kind, lowercase: true });
    expect(tokenizer.tokenize('Ein ÄRGER')).toEqual(createTokenizer({ kind }).tokenize('ein ärger'));
    expect(tokenizer.tokenize('Ein ÄRGER')).not.toEqual(createTokenizer({ kind }).tokenize('Ein ÄRGER'));
    expect(tokenizer.config).toEqual({ kind, lowercase: true });
  });

  it('refuses another kind', () => {
    expect(() => createTokenizer({ kind: 'word' as TokenizerKind })).toThrow(ArgumentError);
    expect(() => createTokenizer({ kind: 'word' as TokenizerKind })).toThrow('kind must be one of words, whitespace, characters, bytes');
  });
});
