import type { Random } from '@tidegate/core';

/** The items in random order, as a new array; every order is equally likely, and the same random numbers give the same one. */
export function shuffle<Item>(items: readonly Item[], random: Random): Item[] {
  return Array.from(random.permutation(items.length), (index) => items[index] as Item);
}
