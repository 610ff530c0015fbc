import { writeWords } from '../words.js';

/** A character as it is named where it stands alone. */
export function characterName(character: string): string {
  const words = writeWords();
  if (character === '\n') return words.lineEnd;
  return character === ' ' ? words.space : `“${character}”`;
}
