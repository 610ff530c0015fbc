import { Event } from './messages.js';

/** An event as plain JSON, with the names of the published messages. */
export type PublishedEvent = Readonly<Record<string, unknown>>;

/**
 * Reads a file of TensorBoard's events without any code of Tidegate's, every checksum checked.
 *
 * @throws Error if a checksum is wrong, or a record is not all there or no event
 */
export function readTensorboard(bytes: Uint8Array): PublishedEvent[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const events: PublishedEvent[] = [];
  const assertChecksum = (begin: number, end: number): void => {
    const [stored, actual] = [view.getUint32(end, true), maskedChecksum(bytes.subarray(begin, end))];
    if (stored !== actual)
      throw new Error(`readTensorboard: bytes ${begin} to ${end} must have the checksum ${actual}, but it is ${stored}`);
  };
  for (let at = 0; at < bytes.length; ) {
    assertChecksum(at, at + 8);
    const begin = at + 12;
    const end = begin + Number(view.getBigUint64(at, true));
    assertChecksum(begin, end);
    events.push(Event.toObject(Event.decode(bytes.subarray(begin, end)), { longs: Number, enums: String, arrays: true }));
    at = end + 4;
  }
  return events;
}

/** Bit by bit, without a table. */
function maskedChecksum(bytes: Uint8Array): number {
  let crc = 0xffffffffn;
  for (const byte of bytes) {
    crc ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit++) crc = crc % 2n === 1n ? (crc / 2n) ^ 0x82f63b78n : crc / 2n;
  }
  crc ^= 0xffffffffn;
  return Number((((crc / 2n ** 15n + (crc % 2n ** 15n) * 2n ** 17n) % 2n ** 32n) + 0xa282ead8n) % 2n ** 32n);
}
