/** Pixels of a digit or a letter on an axis, and of the gap to the next name. */
const [letter, gap] = [6.5, 6];

/**
 * The names of a banded axis that can stand beside each other without touching: all of them, or every second, third and so on.
 *
 * @param width pixels of the whole axis
 * @returns the places of those names, rising; the last one is always among them
 */
export function placesThatFit(names: readonly string[], width: number): number[] {
  const widest = Math.max(0, ...names.map((name) => name.length)) * letter + gap;
  const apart = Math.max(1, Math.ceil(widest / (width / names.length)));
  return names.map((_, place) => place).filter((place) => (names.length - 1 - place) % apart === 0);
}
