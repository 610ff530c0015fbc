import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { FormatError } from '../../errors/format-error.js';
import { malformed } from '../malformed.js';
import type { Field, Message } from '../schema/message.js';
import { Allowance } from './allowance.js';

/** Graphs may stand in nodes of graphs; nothing reasonable goes as deep as this. */
const maximumDepth = 100;
/** Roughly what a small object and a text take in memory. */
const objectBytes = 128;
const textBytes = 32;

const wireNames: Readonly<Record<WireType, string>> = {
  [WireType.Varint]: 'a varint',
  [WireType.Bit64]: '8 bytes',
  [WireType.LengthDelimited]: 'bytes with their length',
  [WireType.StartGroup]: 'a group',
  [WireType.EndGroup]: "a group's end",
  [WireType.Bit32]: '4 bytes',
};

type Handlers<Name extends string> = { readonly [N in Name]: (reader: MessageReader) => void };

/**
 * Reads one protobuf message strictly: each field must have the wire type of its kind, a field that stands once must stand once, text must
 * be UTF-8. Unknown fields are passed over, as protobuf asks of readers.
 */
export class MessageReader {
  readonly #reader: BinaryReader;
  readonly #allowance: Allowance;
  readonly #path: string;
  readonly #depth: number;
  #field: Field | undefined;
  #occurrence = 0;
  #wireType = WireType.Varint;

  private constructor(bytes: Uint8Array, allowance: Allowance, path: string, depth: number) {
    this.#reader = new BinaryReader(bytes);
    this.#allowance = allowance;
    this.#path = path;
    this.#depth = depth;
  }

  /** @param name what the outermost message is, for errors */
  static of(bytes: Uint8Array, name: string): MessageReader {
    return new MessageReader(bytes, new Allowance(), name, 1);
  }

  /**
   * Calls the handler of each field in the order of the file; it must read the field's value with one of the methods below.
   *
   * @throws FormatError
   */
  each<Name extends string>(message: Message<Name>, handlers: Handlers<Name>): void {
    const occurrences: number[] = [];
    while (this.#reader.pos < this.#reader.len) {
      this.#field = undefined;
      const [number, wireType] = this.#attempt(() => this.#reader.tag());
      const field = message.byNumber.get(number);
      this.#wireType = wireType;
      this.#field = field;
      if (field === undefined) {
        this.#attempt(() => this.#reader.skip(wireType, number));
        continue;
      }
      this.#occurrence = occurrences[field.number] ?? 0;
      occurrences[field.number] = this.#occurrence + 1;
      if (this.#occurrence > 0 && !field.repeated) throw this.problem('stands twice');
      handlers[field.name](this);
    }
    this.#field = undefined;
  }

  /** An error about the field that is being read, or about the whole message between fields. */
  problem(problem: string, options?: ErrorOptions): FormatError {
    return malformed(`${this.#where()}: ${problem}`, options);
  }

  text(): string {
    this.#expect(WireType.LengthDelimited);
    this.#allowance.take(textBytes);
    return this.#attempt(() => this.#reader.string(true));
  }

  /** The bytes of the file themselves, not a copy. */
  bytes(): Uint8Array {
    this.#expect(WireType.LengthDelimited);
    return this.#attempt(() => this.#reader.bytes());
  }

  /** A whole number that JavaScript can count with. */
  integer(): number {
    this.#expect(WireType.Varint);
    return this.#integer();
  }

  /** Any whole number of 64 bits. */
  bigInteger(): bigint {
    this.#expect(WireType.Varint);
    return this.#long();
  }

  float(): number {
    this.#expect(WireType.Bit32);
    return this.#attempt(() => this.#reader.float());
  }

  /** @param memory bytes that the object takes in memory, beside its texts and the bytes of its data */
  message<Value>(read: (reader: MessageReader) => Value, memory = objectBytes): Value {
    this.#allowance.take(memory);
    const bytes = this.bytes();
    if (this.#depth === maximumDepth) throw this.problem(`messages stand more than ${maximumDepth} deep in each other`);
    return read(new MessageReader(bytes, this.#allowance, this.#where(), this.#depth + 1));
  }

  /** Numbers of a repeated field, packed or one by one. */
  integers(push: (value: number) => void): void {
    this.#numbers(WireType.Varint, () => push(this.#integer()));
  }

  bigIntegers(push: (value: bigint) => void): void {
    this.#numbers(WireType.Varint, () => push(this.#long()));
  }

  unsignedBigIntegers(push: (value: bigint) => void): void {
    this.#numbers(WireType.Varint, () => push(BigInt.asUintN(64, this.#long())));
  }

  floats(push: (value: number) => void): void {
    this.#numbers(WireType.Bit32, () => push(this.#reader.float()));
  }

  doubles(push: (value: number) => void): void {
    this.#numbers(WireType.Bit64, () => push(this.#reader.double()));
  }

  #numbers(wireType: WireType, readOne: () => void): void {
    if (this.#wireType !== WireType.LengthDelimited) {
      this.#expect(wireType);
      this.#attempt(readOne);
      return;
    }
    const end = this.#attempt(() => this.#reader.uint32() + this.#reader.pos);
    if (end > this.#reader.len) throw this.problem('is longer than what holds it');
    this.#attempt(() => {
      while (this.#reader.pos < end) readOne();
    });
    if (this.#reader.pos !== end) throw this.problem('ends within a number');
  }

  #long(): bigint {
    return BigInt(this.#attempt(() => this.#reader.int64()));
  }

  #integer(): number {
    const value = Number(this.#attempt(() => this.#reader.int64()));
    if (!Number.isSafeInteger(value)) throw this.problem(`${value} is beyond the whole numbers that JavaScript counts with`);
    return value;
  }

  #expect(wireType: WireType): void {
    if (this.#wireType === wireType) return;
    throw this.problem(`must be ${wireNames[wireType]}, but is ${wireNames[this.#wireType]}`);
  }

  #where(): string {
    if (this.#field === undefined) return this.#path;
    return `${this.#path}.${this.#field.name}${this.#field.repeated ? `[${this.#occurrence}]` : ''}`;
  }

  /** The library's errors, such as of a file that ends too early, as those of this format. */
  #attempt<Value>(read: () => Value): Value {
    try {
      return read();
    } catch (error) {
      if (error instanceof FormatError) throw error;
      throw this.problem(`cannot be read: truncated or damaged (${(error as Error).message})`, { cause: error });
    }
  }
}
