/** Always English: without a language, the segmenter would take that of the machine. It finds Chinese, Japanese and Thai words as well. */
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** Words, numbers, punctuation marks and symbols; white space is left out (UAX 29). */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  for (const { segment } of segmenter.segment(text)) if (segment.trim() !== '') words.push(segment);
  return words;
}

/** Scripts that write no space between words, and their punctuation. */
const unspaced = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\u3000-\\u303f\\uff00-\\uff60';
const endsUnspaced = new RegExp(`[${unspaced}]$`, 'u');
const beginsUnspaced = new RegExp(`^[${unspaced}]`, 'u');
const closes = /^[\p{Pe}\p{Pf},.;:!?%…]/u;
const opens = /[\p{Ps}\p{Pi}]$/u;

/** One space between words, none before what closes, behind what opens, or beside a character that takes none. */
export function joinWords(words: readonly string[]): string {
  let text = '';
  for (const word of words) {
    const touches = text === '' || closes.test(word) || opens.test(text) || endsUnspaced.test(text) || beginsUnspaced.test(word);
    text += touches ? word : ` ${word}`;
  }
  return text;
}
