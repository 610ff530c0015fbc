import type { Random } from '@tidegate/core';

/** A file that is damaged: some bytes are others, a piece is missing, or stands there twice. */
export function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  const [kind = 0, first = 0, second = 0, count = 0] = random.uniform(4);
  const [from, to] = [Math.floor(Math.min(first, second) * bytes.length), Math.floor(Math.max(first, second) * bytes.length)];
  if (kind < 0.1) return bytes.slice(0, to);
  if (kind < 0.2) return Uint8Array.of(...bytes.slice(0, from), ...bytes.slice(to));
  if (kind < 0.3) return Uint8Array.of(...bytes.slice(0, to), ...bytes.slice(from));
  // A Buffer's own slice would be a view.
  const changed = Uint8Array.from(bytes);
  const places = random.split('places').uniform(1 + Math.floor(count * 8));
  for (const [index, place] of places.entries()) {
    changed[Math.floor(place * bytes.length)] = Math.floor((random.split(index).uniform(1)[0] as number) * 256);
  }
  return changed;
}
