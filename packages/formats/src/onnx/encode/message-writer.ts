import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { ArgumentError, assertInteger } from '@tidegate/core';
import { assertUnicode } from '../../arguments/assert-unicode.js';
import type { Field } from '../schema/message.js';

/** Protobuf's limit of 2 GiB for a message, less 64 MiB for all that is not data. */
const maximumDataBytes = 2 ** 31 - 2 ** 26;

/**
 * Writes protobuf messages field by field. A text or number that stands once is left out where it is empty or 0, except where a method
 * says otherwise; entries of lists are always written.
 */
export class MessageWriter {
  readonly #writer = new BinaryWriter();
  #dataBytes = 0;
  /** The function that a user called, for errors. */
  readonly caller: string;

  constructor(caller: string) {
    this.caller = caller;
  }

  /** @param what the argument that holds the text, for errors */
  text(field: Field, what: string, text = ''): void {
    assertUnicode(this.caller, what, text);
    if (text !== '' || field.repeated) this.#tag(field, WireType.LengthDelimited).string(text);
  }

  /** Written even where it is 0, since a size, a type or a version of 0 says something else than none. */
  integer(field: Field, what: string, value: number, least = 0): void {
    assertInteger(this.caller, what, value, least);
    this.#tag(field, WireType.Varint).int64(value);
  }

  bigInteger(field: Field, what: string, value: bigint): void {
    if (typeof value !== 'bigint' || BigInt.asIntN(64, value) !== value) {
      throw new ArgumentError(this.caller, what, value, 'a bigint of 64 bits, such as 1n');
    }
    this.#tag(field, WireType.Varint).int64(value);
  }

  float(field: Field, what: string, value: number): void {
    if (typeof value !== 'number' || (Number.isFinite(value) && !Number.isFinite(Math.fround(value)))) {
      throw new ArgumentError(this.caller, what, value, 'a number of 32 bits');
    }
    this.#tag(field, WireType.Bit32).float(value);
  }

  bytes(field: Field, bytes: Uint8Array): void {
    this.#dataBytes += bytes.length;
    if (this.#dataBytes > maximumDataBytes) {
      throw new ArgumentError(this.caller, 'the size of all tensors', this.#dataBytes, `at most ${maximumDataBytes} bytes`);
    }
    this.#tag(field, WireType.LengthDelimited).bytes(bytes);
  }

  message(field: Field, write: () => void): void {
    this.#tag(field, WireType.LengthDelimited).fork();
    write();
    this.#writer.join();
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.#writer.finish();
  }

  #tag({ number }: Field, wireType: WireType): BinaryWriter {
    return this.#writer.tag(number, wireType);
  }
}
