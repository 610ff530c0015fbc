/** Lists of `size` items, the last one shorter where they run out. What can be read without waiting is. */
export async function* inGroups<Item>(items: Iterable<Item> | AsyncIterable<Item>, size: number): AsyncGenerator<Item[]> {
  let group: Item[] = [];
  if (Symbol.iterator in items) {
    for (const item of items) {
      if (group.push(item) < size) continue;
      yield group;
      group = [];
    }
  } else {
    for await (const item of items) {
      if (group.push(item) < size) continue;
      yield group;
      group = [];
    }
  }
  if (group.length > 0) yield group;
}
