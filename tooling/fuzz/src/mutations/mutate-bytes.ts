import type { Dice } from '../random/dice.js';
import { joined } from './joined.js';
import type { Mutated } from './mutation.js';

type Change = (bytes: Uint8Array, others: readonly Uint8Array[], dice: Dice) => Mutated<Uint8Array>;

/** Whole numbers at the edges of what 32 and 64 bits hold, and of what JavaScript counts with. */
const edges: readonly bigint[] = [
  0n,
  1n,
  -1n,
  2n ** 31n - 1n,
  2n ** 31n,
  2n ** 32n - 1n,
  2n ** 53n,
  2n ** 63n - 1n,
  -(2n ** 63n),
  100_000_001n,
];

const changes: readonly Change[] = [flipBits, setByte, cut, insert, repeat, remove, splice, overwrite, writeNumber];

/**
 * Breaks a file in one of the ways in which files break, or in which somebody would break one: bits flipped, the end or a part missing,
 * bytes put in or said twice, parts of another file, numbers made huge, negative or zero.
 *
 * @param others files that parts are taken from, one or more
 */
export function mutateBytes(bytes: Uint8Array, others: readonly Uint8Array[], dice: Dice): Mutated<Uint8Array> {
  return dice.pick(changes)(bytes, others, dice);
}

function flipBits(bytes: Uint8Array, _: unknown, dice: Dice): Mutated<Uint8Array> {
  const content = new Uint8Array(bytes);
  const flips = Array.from({ length: 1 + dice.below(4) }, () => ({ at: dice.below(bytes.length), bit: dice.below(8) }));
  for (const { at, bit } of flips) content[at] = (content[at] ?? 0) ^ (1 << bit);
  return { content, mutation: `flip ${flips.map(({ at, bit }) => `bit ${bit} of byte ${at}`).join(', ')}` };
}

function setByte(bytes: Uint8Array, _: unknown, dice: Dice): Mutated<Uint8Array> {
  const content = new Uint8Array(bytes);
  const at = dice.below(bytes.length);
  const value = dice.pick([0, 255, dice.below(256)]);
  content[at] = value;
  return { content, mutation: `set byte ${at} to ${value}` };
}

function cut(bytes: Uint8Array, _: unknown, dice: Dice): Mutated<Uint8Array> {
  const length = dice.place(bytes.length);
  return { content: bytes.slice(0, length), mutation: `keep ${length} of ${bytes.length} bytes` };
}

function insert(bytes: Uint8Array, _: unknown, dice: Dice): Mutated<Uint8Array> {
  const at = dice.place(bytes.length);
  const added = dice.bytes(1 + dice.below(16));
  return { content: joined([bytes.subarray(0, at), added, bytes.subarray(at)]), mutation: `insert ${added.length} bytes at ${at}` };
}

function repeat(bytes: Uint8Array, _: unknown, dice: Dice): Mutated<Uint8Array> {
  const [start, end] = span(bytes.length, dice);
  const content = joined([bytes.subarray(0, end), bytes.subarray(start)]);
  return { content, mutation: `repeat bytes ${start} to ${end}` };
}

function remove(bytes: Uint8Array, _: unknown, dice: Dice): Mutated<Uint8Array> {
  const [start, end] = span(bytes.length, dice);
  return { content: joined([bytes.subarray(0, start), bytes.subarray(end)]), mutation: `remove bytes ${start} to ${end}` };
}

function splice(bytes: Uint8Array, others: readonly Uint8Array[], dice: Dice): Mutated<Uint8Array> {
  const other = dice.pick(others);
  const [end, start] = [dice.place(bytes.length), dice.place(other.length)];
  const content = joined([bytes.subarray(0, end), other.subarray(start)]);
  return { content, mutation: `${end} bytes, then file ${others.indexOf(other)} from byte ${start}` };
}

function overwrite(bytes: Uint8Array, others: readonly Uint8Array[], dice: Dice): Mutated<Uint8Array> {
  const other = dice.pick(others);
  const [start, end] = span(other.length, dice);
  const at = dice.place(bytes.length);
  const content = joined([bytes.subarray(0, at), other.subarray(start, end), bytes.subarray(at + end - start)]);
  return { content, mutation: `bytes ${start} to ${end} of file ${others.indexOf(other)} over those at ${at}` };
}

function writeNumber(bytes: Uint8Array, _: unknown, dice: Dice): Mutated<Uint8Array> {
  const width = dice.pick([4, 8]);
  const number = dice.pick(edges);
  const eight = new DataView(new ArrayBuffer(8));
  eight.setBigInt64(0, number, true);
  const at = dice.onceIn(3) ? 0 : dice.place(Math.max(0, bytes.length - width));
  const content = joined([bytes.subarray(0, at), new Uint8Array(eight.buffer, 0, width), bytes.subarray(at + width)]);
  return { content, mutation: `write ${number} in ${width} bytes at ${at}` };
}

/** A part, mostly a short one. */
function span(length: number, dice: Dice): readonly [start: number, end: number] {
  const start = dice.place(length);
  const most = length - start;
  return [start, start + (dice.onceIn(3) ? dice.below(most + 1) : Math.min(most, 1 + dice.below(16)))];
}
