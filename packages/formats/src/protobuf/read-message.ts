import { BinaryReader, type WireType } from '@bufbuild/protobuf/wire';

/** For each tag, how its value is read. */
export type FieldReaders = Readonly<Record<number, (reader: BinaryReader) => void>>;

/** What stands before a value: the number of its field and how it is written. */
export function fieldTag(field: number, type: WireType): number {
  return (field << 3) | type;
}

/**
 * Reads a protobuf message field by field, in the order of the bytes. A field without a reader is unknown and passed over, as the format
 * has it; so is a known one that is written in another way than its reader's tag says.
 *
 * @throws Error of the library if the bytes are no message
 */
export function readMessage(bytes: Uint8Array, readers: FieldReaders): void {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag();
    const read = readers[fieldTag(field, type)];
    if (read) read(reader);
    else reader.skip(type, field);
  }
}
