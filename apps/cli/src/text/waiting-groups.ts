/** A turn of the event loop, in which what waits outside comes in. */
const turn = (): Promise<typeof notYet> => new Promise((resolve) => setImmediate(() => resolve(notYet)));
const notYet = Symbol('not yet');

/**
 * The items of a stream in groups: one that comes alone is given at once, and where more wait they are given together.
 *
 * @param most items in a group
 */
export async function* inWaitingGroups<Item>(items: AsyncIterable<Item>, most: number): AsyncGenerator<Item[]> {
  const iterator = items[Symbol.asyncIterator]();
  let next = iterator.next();
  for (;;) {
    const first = await next;
    if (first.done) return;
    const group = [first.value];
    next = iterator.next();
    while (group.length < most) {
      const waiting = await Promise.race([next, turn()]);
      if (waiting === notYet) break;
      if (waiting.done) {
        yield group;
        return;
      }
      group.push(waiting.value);
      next = iterator.next();
    }
    yield group;
  }
}
