import type { Quantity } from '../network/cell-kinds.js';
import { gatesWords } from '../words.js';

/** Such as `f, forget gate`. */
export function quantityTitle({ name, letter }: Quantity): string {
  const words = gatesWords();
  return words.named(letter, words.quantities[name]);
}
