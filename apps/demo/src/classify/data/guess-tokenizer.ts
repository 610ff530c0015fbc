import type { TokenizerKind } from '@tidegate/datasets';

/** Writing that puts no spaces between words. */
const withoutSpaces = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu;
const letters = /\p{L}/gu;

/** Characters for texts that are mostly written without spaces, words for others. */
export function guessTokenizer(texts: readonly string[]): Extract<TokenizerKind, 'words' | 'characters'> {
  const count = (pattern: RegExp): number => texts.reduce((sum, text) => sum + (text.match(pattern)?.length ?? 0), 0);
  return count(withoutSpaces) > 0.3 * count(letters) ? 'characters' : 'words';
}
