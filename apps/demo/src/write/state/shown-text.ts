import type { Piece } from '../api.js';
import { shownCharacters } from '../writing/shown-characters.js';

/** The text on the page, with what every unit gave after each character. */
export interface ShownText {
  /** Where it begins in the whole text, of which the page may show the end only. */
  readonly first: number;
  readonly characters: readonly string[];
  /** One for each character: `[units of all layers]`. */
  readonly activations: readonly Float32Array[];
}

export const noText: ShownText = { first: 0, characters: [], activations: [] };

/**
 * The text with what has just been read; of a long one its end stays. What the text before had on its way when the page was cleared gives
 * way to the new one.
 */
export function withPiece(text: ShownText, piece: Piece): ShownText {
  const { first, characters, activations } = piece.place === 0 ? noText : text;
  const units = piece.activations.length / piece.characters.length;
  const rows = piece.characters.map((_, index) => piece.activations.subarray(index * units, (index + 1) * units));
  return {
    first: first + Math.max(0, characters.length + piece.characters.length - shownCharacters),
    characters: [...characters, ...piece.characters].slice(-shownCharacters),
    activations: [...activations, ...rows].slice(-shownCharacters),
  };
}

/** Where in what is shown the place that is looked at stands: its end while none is chosen, or while that is not shown any more. */
export function indexOfPlace(place: number | undefined, { first, characters }: ShownText): number {
  const last = characters.length - 1;
  const index = place === undefined ? last : place - first;
  return index < 0 ? last : Math.min(index, last);
}

/** A unit among those of all layers, in the order in which they are sent. */
export function indexOfUnit({ layer, unit }: { readonly layer: number; readonly unit: number }, layers: readonly number[]): number {
  return layers.slice(0, layer).reduce((sum, size) => sum + size, 0) + unit;
}
