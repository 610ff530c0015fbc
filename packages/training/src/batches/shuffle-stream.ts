import { assertInteger, type Random } from '@tidegate/core';
import { shuffle } from './shuffle.js';

export interface ShuffleStreamOptions {
  /** Items that are held back to be drawn from, at least 1: the more, the better the order is mixed. */
  readonly bufferSize: number;
  readonly random: Random;
}

/**
 * The items of a stream in random order: each place is given to a random one of `bufferSize` items that wait, so that the whole stream
 * need not fit in memory. An item comes at most `bufferSize - 1` places before its own.
 *
 * The result can be gone through as often as the stream can, in the same order; for another order each epoch, split the random numbers.
 *
 * @throws ArgumentError if the buffer holds nothing
 */
export function shuffleStream<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  { bufferSize, random }: ShuffleStreamOptions,
): AsyncIterable<Item> {
  assertInteger('shuffleStream', 'bufferSize', bufferSize, 1);
  return {
    async *[Symbol.asyncIterator]() {
      const waiting: Item[] = [];
      let drawn = 0;
      for await (const item of items) {
        if (waiting.length < bufferSize) {
          waiting.push(item);
          continue;
        }
        const place = random.split('place', drawn++).integers(1, bufferSize)[0] as number;
        const chosen = waiting[place] as Item;
        waiting[place] = item;
        yield chosen;
      }
      yield* shuffle(waiting, random.split('rest'));
    },
  };
}
