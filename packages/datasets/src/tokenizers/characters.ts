/** Always English: without a language, the segmenter would take that of the machine. */
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Texts in which each code unit is a grapheme: printable ASCII, line feeds, Latin letters, Han characters, kana, and the punctuation of
 * both. Characters that combine with others are not among them.
 */
const singleUnits =
  /^[\n\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u3000-\u3029\u3030-\u3096\u309b-\u30ff\u3400-\u9fff\uff01-\uff60]*$/;

/** The graphemes of a text (UAX 29). */
export function splitCharacters(text: string): string[] {
  if (singleUnits.test(text)) return text.split('');
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
