import type { Dice } from '../random/dice.js';
import type { Mutated } from './mutation.js';
import { type ProtobufField, parseProtobuf, protobufBytes, varintOf } from './protobuf-tree.js';

const numbers = [0n, 1n, 2n, 7n, 127n, 2n ** 20n, 2n ** 31n - 1n, 2n ** 31n, 2n ** 32n - 1n, 2n ** 53n, 2n ** 63n - 1n, 2n ** 64n - 1n];
/** A number of more bytes than 64 bits take, one that does not end, and a length beyond any file. */
const badVarints = [
  [...new Array<number>(10).fill(0x80), 1],
  new Array<number>(12).fill(0xff),
  varintOf(2n ** 31n - 1n),
  varintOf(2n ** 32n + 1n),
  varintOf(2n ** 64n - 1n),
];

/** A field, and the list that it stands in. */
interface Place {
  readonly list: ProtobufField[];
  readonly index: number;
  readonly field: ProtobufField;
}

type Change = (place: Place, places: readonly Place[], dice: Dice) => string;

const changes: readonly Change[] = [changeNumber, changeNumber, changeField, changeType, repeat, remove, exchange, wrongLength, nest];

/**
 * Changes the fields of a protobuf message at any depth: other numbers, other tags, fields that are gone, there twice or exchanged, lengths
 * and numbers that are written wrong, messages nested deeply. The lengths around what was changed fit it, unless they are what is wrong.
 *
 * @param bytes a message
 */
export function mutateProtobuf(bytes: Uint8Array, dice: Dice): Mutated<Uint8Array> {
  const root = parseProtobuf(bytes) ?? [];
  const places = placesIn(root);
  if (places.length === 0) return { content: dice.bytes(8), mutation: 'eight bytes in place of an empty message' };
  const mutation = dice.pick(changes)(dice.pick(places), places, dice);
  return { content: protobufBytes(root), mutation };
}

function placesIn(list: ProtobufField[]): Place[] {
  return list.flatMap((field, index) => [{ list, index, field }, ...(Array.isArray(field.value) ? placesIn(field.value) : [])]);
}

function changeNumber(place: Place, places: readonly Place[], dice: Dice): string {
  const found = places.filter(({ field }) => field.wireType === 0);
  const { list, index, field } = found.length > 0 ? dice.pick(found) : place;
  const value = dice.pick(numbers);
  list[index] = { ...field, wireType: 0, value };
  return `the number of field ${field.number} is ${value}, not ${field.value}`;
}

function changeField({ list, index, field }: Place, _: unknown, dice: Dice): string {
  const number = dice.pick([1 + dice.below(25), 536_870_911]);
  list[index] = { ...field, number };
  return `field ${field.number} is field ${number}`;
}

function changeType({ list, index, field }: Place, _: unknown, dice: Dice): string {
  const wireType = dice.below(8);
  list[index] = { ...field, wireType };
  return `field ${field.number} has the wire type ${wireType}, not ${field.wireType}`;
}

function repeat({ list, index, field }: Place, places: readonly Place[], dice: Dice): string {
  const into = dice.onceIn(2) ? list : dice.pick(places).list;
  const times = dice.pick([1, 1, 1, 300]);
  // Never into itself.
  const copy = parseProtobuf(protobufBytes([field])) ?? [];
  for (let time = 0; time < times; time++) into.splice(index, 0, ...copy);
  return `field ${field.number} ${times} times more`;
}

function remove({ list, index, field }: Place): string {
  list.splice(index, 1);
  return `field ${field.number} is gone`;
}

function exchange({ list, index, field }: Place, places: readonly Place[], dice: Dice): string {
  const other = dice.pick(places);
  const copy = parseProtobuf(protobufBytes([other.field]))?.[0] ?? field;
  list[index] = { ...copy, number: field.number };
  return `field ${field.number} has the value of a field ${other.field.number}`;
}

function wrongLength({ list, index, field }: Place, _: unknown, dice: Dice): string {
  const tag = varintOf(BigInt(field.number) * 8n + BigInt(field.wireType));
  const bad = dice.pick([...badVarints, varintOf(BigInt(dice.below(300)))]);
  list.splice(index, 1, { number: 0, wireType: 2, value: Uint8Array.from([...tag, ...bad]) });
  return `field ${field.number} has ${bad.length} bytes for its length or number, and nothing behind`;
}

function nest({ list, index, field }: Place, _: unknown, dice: Dice): string {
  const depth = dice.pick([3, 101, 300]);
  // The fields by which a graph holds a graph: node, attribute, g.
  const cycle = dice.pick([[1, 5, 6], [field.number], [4, 1]]);
  let value: ProtobufField[] = [field];
  for (let level = 0; level < depth; level++)
    value = [{ number: cycle[cycle.length - 1 - (level % cycle.length)] as number, wireType: 2, value }];
  list.splice(index, 1, ...value);
  return `field ${field.number} stands ${depth} deep in fields ${cycle.join(', ')}`;
}
