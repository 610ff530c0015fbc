/**
 * One item after the other of lists that come in time. Written without a generator, which would wait several turns for each item where
 * none is needed.
 */
export function flatten<Item>(lists: () => AsyncIterable<readonly Item[]>): AsyncIterable<Item> {
  return { [Symbol.asyncIterator]: () => iterate(lists()[Symbol.asyncIterator]()) };
}

function iterate<Item>(lists: AsyncIterator<readonly Item[]>): AsyncIterator<Item> {
  let current: readonly Item[] = [];
  let position = 0;
  let refilling: Promise<unknown> | undefined;

  async function refill(): Promise<IteratorResult<Item, undefined>> {
    for (;;) {
      const { done, value } = await lists.next();
      if (done) return { done: true, value: undefined };
      current = value;
      position = 0;
      if (current.length > 0) return { done: false, value: current[position++] as Item };
    }
  }

  function next(): Promise<IteratorResult<Item, undefined>> {
    // Who asks again before an answer waits for its turn.
    if (refilling) return refilling.then(next, next);
    if (position < current.length) return Promise.resolve({ done: false, value: current[position++] as Item });
    const refilled = refill().finally(() => {
      refilling = undefined;
    });
    refilling = refilled;
    return refilled;
  }

  return {
    next,
    async return() {
      current = [];
      await lists.return?.();
      return { done: true, value: undefined };
    },
  };
}
