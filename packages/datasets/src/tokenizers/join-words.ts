/** Scripts that write no space between words, and their punctuation. */
const unspaced = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\u3000-\\u303f\\uff00-\\uff60';
const endsUnspaced = new RegExp(`[${unspaced}]$`, 'u');
const beginsUnspaced = new RegExp(`^[${unspaced}]`, 'u');
const closes = /^[\p{Pe}\p{Pf},.;:!?%…]/u;
const opens = /[\p{Ps}\p{Pi}]$/u;

/** One space between words, none before what closes, behind what opens, or beside a character that takes none. */
export function joinWords(words: readonly string[]): string {
  let text = '';
  let previous = '';
  for (const word of words) {
    const touches = text === '' || closes.test(word) || opens.test(previous) || endsUnspaced.test(previous) || beginsUnspaced.test(word);
    text += touches ? word : ` ${word}`;
    previous = word;
  }
  return text;
}
