/** Bytes of protobuf written out by hand, as https://protobuf.dev/programming-guides/encoding says: right ones and wrong ones. */
export type Bytes = readonly number[];

/** A whole number of 0 or more. */
function varint(value: number): Bytes {
  return value < 128 ? [value] : [128 + (value % 128), ...varint(Math.floor(value / 128))];
}

/** -1 as a number of 64 bits. */
export const minusOne: Bytes = [...new Array(9).fill(0xff), 1];

export function int(field: number, value: number): Bytes {
  return [...varint(field * 8), ...varint(value)];
}

/** A message, a text or packed numbers. */
export function within(field: number, ...content: (Bytes | string)[]): Bytes {
  const bytes = content.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : part));
  return [...varint(field * 8 + 2), ...varint(bytes.length), ...bytes];
}

/** Four bytes. */
export function fixed32(field: number, ...four: number[]): Bytes {
  return [...varint(field * 8 + 5), ...four];
}

export function file(...fields: Bytes[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(fields.flat());
}
