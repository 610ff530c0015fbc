import type { Random } from '@tidegate/core';
import { type EncodedExample, lengthOf } from './encoded.js';
import { inGroups } from './in-groups.js';

/** Groups of examples of like length, in random order within each window; a group that is not full comes last. */
export async function* bucketed<Example extends EncodedExample>(
  examples: Iterable<Example> | AsyncIterable<Example>,
  batchSize: number,
  { window, random }: { readonly window: number; readonly random: Random },
  maximumLength: number,
): AsyncGenerator<Example[]> {
  const size = Math.ceil(window / batchSize) * batchSize;
  let windows = 0;
  for await (const held of inGroups(examples, size)) {
    const stream = random.split('window', windows++);
    // Which texts of one length meet in a batch is left to chance.
    const mixed = Array.from(stream.split('examples').permutation(held.length), (position) => held[position] as Example);
    mixed.sort((a, b) => lengthOf(a, maximumLength) - lengthOf(b, maximumLength));
    const whole = Math.floor(mixed.length / batchSize);
    // The texts that fill no batch are taken from a random place, not always the longest.
    const rest = mixed.length % batchSize;
    const begin = rest === 0 ? mixed.length : Math.floor(stream.split('rest').integers(1, whole + 1)[0] as number) * batchSize;
    const last = mixed.splice(begin, rest);
    for (const group of stream.split('groups').permutation(whole)) yield mixed.slice(group * batchSize, (group + 1) * batchSize);
    if (last.length > 0) yield last;
  }
}
