/** What a unit may follow. */
export const traitNames = [
  'lineEnd',
  'lineEndNext',
  'wordEnd',
  'punctuation',
  'vowel',
  'capital',
  'inQuotes',
  'placeInWord',
  'placeInLine',
] as const;
export type TraitName = (typeof traitNames)[number];

/** Beyond it a word or a line is long, and how long does not matter. */
const mostPlace = 60;

/** What holds of the character at a place of a text: 1 or 0, or how far it stands behind the beginning of its word or line. */
const traits: Readonly<Record<TraitName, (characters: readonly string[]) => Iterable<number | boolean>>> = {
  lineEnd: (characters) => characters.map(isLineEnd),
  lineEndNext: (characters) => characters.map((_, index) => isLineEnd(characters[index + 1])),
  wordEnd: (characters) => characters.map((character) => character === ' '),
  punctuation: (characters) => characters.map((character) => /^\p{P}/u.test(character)),
  vowel: (characters) => characters.map((character) => /^[aeiou]$/i.test(character)),
  capital: (characters) => characters.map((character) => /^\p{Lu}/u.test(character)),
  inQuotes: betweenQuotes,
  placeInWord: (characters) => placesAfter(characters, (character) => !/^[\p{L}\p{M}']/u.test(character)),
  placeInLine: (characters) => placesAfter(characters, isLineEnd),
};

/** The trait of every character of a text. */
export function traitOf(name: TraitName, characters: readonly string[]): Float64Array {
  return Float64Array.from(traits[name](characters), Number);
}

const isLineEnd = (character: string | undefined): boolean => character === '\n';

function* placesAfter(characters: readonly string[], isEnd: (character: string) => boolean): Generator<number> {
  let place = 0;
  for (const character of characters) {
    place = isEnd(character) ? 0 : Math.min(mostPlace, place + 1);
    yield place;
  }
}

/** A quotation that nobody closes ends with its paragraph. */
function* betweenQuotes(characters: readonly string[]): Generator<boolean> {
  let isInside = false;
  for (const character of characters) {
    if (character === '“' || character === '「') isInside = true;
    else if (character === '”' || character === '」' || character === '\n') isInside = false;
    else if (character === '"') isInside = !isInside;
    yield isInside;
  }
}
