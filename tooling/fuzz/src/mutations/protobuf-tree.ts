import { joined } from './joined.js';

/** One field of a message, with the fields in it where its bytes read as a message. */
export interface ProtobufField {
  /** 0 stands for bytes that are written as they are, without a tag. */
  readonly number: number;
  readonly wireType: number;
  readonly value: bigint | Uint8Array | ProtobufField[];
}

const fixedBytes: Readonly<Record<number, number>> = { 1: 8, 5: 4 };
/** Deeper messages stay bytes. */
const maximumDepth = 20;

/** The fields of a message as its bytes say, without any knowledge of what they mean; nothing where the bytes are no message. */
export function parseProtobuf(bytes: Uint8Array, depth = 0): ProtobufField[] | undefined {
  const fields: ProtobufField[] = [];
  let position = 0;
  const varint = (): bigint | undefined => {
    let value = 0n;
    for (let shift = 0n; shift < 70n && position < bytes.length; shift += 7n) {
      const byte = bytes[position++] as number;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
    return undefined;
  };
  const take = (length: number): Uint8Array | undefined => {
    position += length;
    return position > bytes.length ? undefined : bytes.subarray(position - length, position);
  };
  while (position < bytes.length) {
    const tag = varint();
    if (tag === undefined || tag >= 2n ** 32n || tag < 8n) return undefined;
    const [number, wireType] = [Number(tag >> 3n), Number(tag & 7n)];
    const length = wireType === 2 ? varint() : undefined;
    const value = wireType === 0 ? varint() : take(Number(length ?? fixedBytes[wireType] ?? Number.POSITIVE_INFINITY));
    if (value === undefined) return undefined;
    const inner = wireType === 2 && depth < maximumDepth ? parseProtobuf(value as Uint8Array, depth + 1) : undefined;
    fields.push({ number, wireType, value: inner !== undefined && inner.length > 0 ? inner : value });
  }
  return fields;
}

/** The bytes of a message; lengths fit what they hold. */
export function protobufBytes(fields: readonly ProtobufField[]): Uint8Array {
  return joined(fields.flatMap(partsOf));
}

function partsOf({ number, wireType, value }: ProtobufField): ArrayLike<number>[] {
  if (number === 0 && value instanceof Uint8Array) return [value];
  const tag = varintOf(BigInt(number) * 8n + BigInt(wireType));
  if (typeof value === 'bigint') return [tag, varintOf(value)];
  const content = value instanceof Uint8Array ? value : protobufBytes(value);
  return [tag, wireType === 2 ? varintOf(BigInt(content.length)) : [], content];
}

/** A number of at most 64 bits. */
export function varintOf(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) + 128);
  return [...bytes, Number(rest)];
}
