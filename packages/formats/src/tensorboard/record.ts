import { maskedCrc32c } from './crc-32c.js';
import { malformed } from './malformed.js';

/** Before the data: its length in 8 bytes and their checksum in 4. */
const headBytes = 12;
/** Behind the data: its checksum. */
const footBytes = 4;
/** No protobuf message is longer. */
const maximumDataBytes = 2 ** 31 - 1;

/** The data as a record of a TFRecord file: length, checksum of the length, data, checksum of the data; numbers are little-endian. */
export function frameRecord(data: Uint8Array): Uint8Array {
  const record = new Uint8Array(headBytes + data.length + footBytes);
  const view = new DataView(record.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(8, maskedCrc32c(record.subarray(0, 8)), true);
  record.set(data, headBytes);
  view.setUint32(headBytes + data.length, maskedCrc32c(data), true);
  return record;
}

/** The data of each record, as views of the file, and how many bytes the whole records take. */
export interface Records {
  readonly records: readonly Uint8Array[];
  readonly wholeBytes: number;
}

/**
 * Takes a TFRecord file apart.
 *
 * @param allowTruncated whether the file may end within its last record, which is then left out
 * @throws FormatError if a checksum is wrong, or if a record is too long or not all there
 */
export function readRecords(bytes: Uint8Array, allowTruncated: boolean): Records {
  const records: Uint8Array[] = [];
  let position = 0;
  while (position < bytes.length) {
    const place = `record ${records.length} at byte ${position}`;
    const rest = bytes.subarray(position);
    const length = rest.length < headBytes ? undefined : dataLength(rest, place);
    const end = headBytes + (length ?? 0) + footBytes;
    if (length === undefined || rest.length < end) {
      if (allowTruncated) break;
      throw malformed(`${place} takes at least ${end} bytes, but ${rest.length} are there (truncated? allowTruncated reads what is whole)`);
    }
    const data = rest.subarray(headBytes, headBytes + length);
    assertChecksum(data, rest.subarray(headBytes + length, end), `${place}: its data`);
    records.push(data);
    position += end;
  }
  return { records, wholeBytes: position };
}

function dataLength(record: Uint8Array, place: string): number {
  const field = record.subarray(0, 8);
  assertChecksum(field, record.subarray(8, headBytes), `${place}: its length`);
  const length = viewOf(field).getBigUint64(0, true);
  if (length > maximumDataBytes) throw malformed(`${place} must have at most ${maximumDataBytes} bytes, but says ${length}`);
  return Number(length);
}

function assertChecksum(data: Uint8Array, field: Uint8Array, what: string): void {
  const stored = viewOf(field).getUint32(0, true);
  const actual = maskedCrc32c(data);
  if (stored !== actual) {
    throw malformed(`${what} has the checksum ${hexadecimal(actual)}, but ${hexadecimal(stored)} is stored (damaged, or no event file?)`);
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

function hexadecimal(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`;
}
