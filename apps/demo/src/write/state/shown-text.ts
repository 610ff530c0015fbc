import type { Piece } from '../api.js';
import { shownCharacters } from '../writing/shown-characters.js';

/** The text on the page, with what every unit gave after each character. */
export interface ShownText {
  readonly characters: readonly string[];
  /** One for each character: `[units of all layers]`. */
  readonly activations: readonly Float32Array[];
}

export const noText: ShownText = { characters: [], activations: [] };

/** The text with what has just been read; of a long one its end stays. */
export function withPiece({ characters, activations }: ShownText, piece: Piece): ShownText {
  const units = piece.activations.length / piece.characters.length;
  const rows = piece.characters.map((_, index) => piece.activations.subarray(index * units, (index + 1) * units));
  return {
    characters: [...characters, ...piece.characters].slice(-shownCharacters),
    activations: [...activations, ...rows].slice(-shownCharacters),
  };
}

/** A unit among those of all layers, in the order in which they are sent. */
export function indexOfUnit({ layer, unit }: { readonly layer: number; readonly unit: number }, layers: readonly number[]): number {
  return layers.slice(0, layer).reduce((sum, size) => sum + size, 0) + unit;
}
