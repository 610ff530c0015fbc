import { createTokenizer, createVocabularyCounter, type Tokenizer, type Vocabulary } from '@tidegate/datasets';
import type { TooShort } from '../api.js';

/** Characters that a visitor's own text needs; less is learned by heart at once. */
const fewestCharacters = 300;
/** Rows of the text that are read side by side. */
const mostRows = 32;
/** From this length on, the last tenth is kept back, to see what was learned by heart. */
const fewestToHoldOut = 5_000;
const heldOutShare = 0.1;

export const charactersOnly: Tokenizer = createTokenizer({ kind: 'characters' });

/** A text that a network can learn from. */
export interface PreparedText {
  readonly ids: Int32Array;
  /** The end of the text, which is not learned; empty if the text is short. */
  readonly heldOut: Int32Array;
  readonly vocabulary: Vocabulary;
  readonly batchSize: number;
}

/**
 * Counts the characters of a text.
 *
 * @param length characters through which gradients go back
 */
export function prepareText(text: string, length: number): PreparedText | TooShort {
  const characters = charactersOnly.tokenize(text);
  const needed = Math.max(fewestCharacters, 2 * length);
  if (characters.length < needed) return { characters: characters.length, needed };
  const heldOutLength = characters.length < fewestToHoldOut ? 0 : Math.floor(characters.length * heldOutShare);
  const learned = characters.slice(0, characters.length - heldOutLength);
  const counter = createVocabularyCounter();
  counter.add(learned);
  const vocabulary = counter.build();
  return {
    ids: vocabulary.encode(learned),
    heldOut: vocabulary.encode(characters.slice(learned.length)),
    vocabulary,
    batchSize: Math.max(1, Math.min(mostRows, Math.floor((learned.length - 1) / length))),
  };
}
