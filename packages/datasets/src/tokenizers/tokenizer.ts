import { assertOneOf } from '@tidegate/core';
import { bytesToText, textToBytes } from './bytes.js';
import { splitCharacters } from './characters.js';
import { joinWords } from './join-words.js';
import { splitWhitespace } from './whitespace.js';
import { splitWords } from './words.js';

export const tokenizerKinds = ['words', 'whitespace', 'characters', 'bytes'] as const;
/**
 * ```text
 *             "Don't panic, 世界!"
 * words       Don't  panic  ,  世界  !              as Unicode and dictionaries divide words (UAX 29); no white space
 * whitespace  Don't  panic,  世界!                  what stands between white space
 * characters  D o n ' t _ p a n i c , _ 世 界 !      graphemes: what a reader takes for one character, white space too
 * bytes       44 6f 6e 27 74 20 ...                 UTF-8 as two hexadecimal digits each: 256 tokens write any text
 * ```
 */
export type TokenizerKind = (typeof tokenizerKinds)[number];

/** Plain JSON, to be saved with a model. */
export type TokenizerConfig = {
  readonly kind: TokenizerKind;
  /** Whether upper case is made lower case first, as `toLowerCase` does in every country; false by default. */
  readonly lowercase?: boolean;
};

/** Divides texts into tokens; it remembers nothing. */
export interface Tokenizer {
  readonly config: TokenizerConfig;
  tokenize(text: string): string[];
  /** A text that reads as the tokens do. Of characters and bytes it is the very text; words have lost their white space. */
  join(tokens: readonly string[]): string;
}

const tokenizers: Readonly<Record<TokenizerKind, Omit<Tokenizer, 'config'>>> = {
  words: { tokenize: splitWords, join: joinWords },
  whitespace: { tokenize: splitWhitespace, join: (tokens) => tokens.join(' ') },
  characters: { tokenize: splitCharacters, join: (tokens) => tokens.join('') },
  bytes: { tokenize: textToBytes, join: bytesToText },
};

/** @throws ArgumentError for an unknown kind */
export function createTokenizer(config: TokenizerConfig): Tokenizer {
  assertOneOf('createTokenizer', 'kind', config.kind, tokenizerKinds);
  const { tokenize, join } = tokenizers[config.kind];
  return { config, tokenize: config.lowercase ? (text) => tokenize(text.toLowerCase()) : tokenize, join };
}
