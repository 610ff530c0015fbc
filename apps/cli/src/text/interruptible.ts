import { Interruption } from '../errors/interruption.js';

/** Items from one look at interruptions to the next. */
const lookEvery = 256;

/**
 * What is read of data, for as long as the user does not want to stop.
 *
 * @throws Interruption while reading, if the user wants to stop
 */
export function interruptible<Item>(items: AsyncIterable<Item>, isStopped: () => boolean): AsyncIterable<Item> {
  return {
    async *[Symbol.asyncIterator]() {
      let seen = 0;
      for await (const item of items) {
        if (seen++ % lookEvery === 0 && isStopped()) throw new Interruption();
        yield item;
      }
    },
  };
}
