/** Always English: without a language, the segmenter would take that of the machine. It finds Chinese, Japanese and Thai words as well. */
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** Words, numbers, punctuation marks and symbols; white space is left out (UAX 29). */
export function splitWords(text: string): string[] {
  if (isLatin.test(text)) return text.match(latinWords()) ?? [];
  const words: string[] = [];
  for (const { segment } of segmenter.segment(text)) if (segment.trim() !== '') words.push(segment);
  return words;
}

const letters = 'A-Za-z\\xaa\\xb5\\xba\\xc0-\\xd6\\xd8-\\xf6\\xf8-\\u024f';
const marks = Array.from(`!"#$%&'()*+,-./:;<=>?@[\\]^\`{|}~¡¢£¤¥¦§©«¬®°±²³¶·¹»¼½¾¿×÷–—‘’‚‛“”„…€`);
/** A character in a class of a pattern, whatever it would mean there. */
const escaped = (mark: string): string => `\\u${(mark.codePointAt(0) as number).toString(16).padStart(4, '0')}`;
const isLatin = new RegExp(`^[\\t\\n \\xa0\\w${letters}${marks.map(escaped).join('')}]*$`);
let latinPattern: RegExp | undefined;

/**
 * What the segmenter finds in Latin text, ten times as fast: letters, digits and underscores hold together, and so do some marks between
 * two letters or two digits. Which, the segmenter is asked: versions of Unicode differ in the colon.
 */
function latinWords(): RegExp {
  if (!latinPattern) {
    const joining = (side: string): string =>
      marks
        .filter((mark) => [...segmenter.segment(side + mark + side)].length === 1)
        .map(escaped)
        .join('');
    const between = (side: string, example: string): string => `(?<=[${side}])[${joining(example)}](?=[${side}])`;
    latinPattern = new RegExp(`(?:[\\w${letters}]|${between(letters, 'a')}|${between('0-9', '0')})+|\\S`, 'g');
  }
  return latinPattern;
}
