import { numericType, type OnnxArray, type OnnxNumericType, type TypedField } from '../data-type.js';
import { growingBigIntegers, growingDoubles, growingFloats, growingIntegers, growingUnsignedBigIntegers } from '../wire/growing-array.js';
import type { MessageReader } from '../wire/message-reader.js';

const int32Bound = 2 ** 31;

/** The numbers of a tensor as the file has them: as bytes, or in one of the typed fields. */
export class StoredNumbers {
  #raw: Uint8Array = new Uint8Array();
  readonly #typed = {
    float_data: growingFloats(),
    double_data: growingDoubles(),
    int32_data: growingIntegers(),
    int64_data: growingBigIntegers(),
    uint64_data: growingUnsignedBigIntegers(),
  };

  /** What reads each field. */
  readonly handlers = {
    raw_data: (reader: MessageReader) => {
      this.#raw = reader.bytes();
    },
    float_data: (reader: MessageReader) => reader.floats((value) => this.#typed.float_data.push(value)),
    double_data: (reader: MessageReader) => reader.doubles((value) => this.#typed.double_data.push(value)),
    int32_data: (reader: MessageReader) =>
      reader.integers((value) => {
        if (value < -int32Bound || value >= int32Bound) throw reader.problem(`${value} does not fit 32 bits`);
        this.#typed.int32_data.push(value);
      }),
    int64_data: (reader: MessageReader) => reader.bigIntegers((value) => this.#typed.int64_data.push(value)),
    uint64_data: (reader: MessageReader) => reader.unsignedBigIntegers((value) => this.#typed.uint64_data.push(value)),
  };

  /** The fields that hold anything. */
  get present(): string[] {
    const typed = Object.entries(this.#typed).filter(([, values]) => values.length > 0);
    return [...(this.#raw.length > 0 ? ['raw_data'] : []), ...typed.map(([name]) => name)];
  }

  /**
   * The numbers as a tensor of this type holds them, in memory of their own.
   *
   * @param count numbers that the shape asks for
   * @returns a text that says what is wrong, where they do not fit
   */
  take(dataType: OnnxNumericType, count: number): OnnxArray | string {
    const { array, field } = numericType(dataType);
    const [first = field, second] = this.present;
    if (second !== undefined) return `has both ${first} and ${second}`;
    if (first !== 'raw_data' && first !== field) return `has ${first}, which cannot hold ${dataType}`;
    const width = first === 'raw_data' ? array.BYTES_PER_ELEMENT : 1;
    const there = first === 'raw_data' ? this.#raw.length : this.#typed[field].length;
    const unit = first === 'raw_data' ? 'bytes' : 'numbers';
    if (there !== count * width) return `has ${there} ${unit} of ${first}, but its shape takes ${count * width}`;
    const values = first === 'raw_data' ? this.#fromBytes(dataType) : this.#fromField(dataType, field);
    if (dataType === 'BOOL' && (values as Uint8Array).some((value) => value > 1))
      return 'has values other than 0 and 1, but is of type BOOL';
    return values;
  }

  #fromBytes(dataType: OnnxNumericType): OnnxArray {
    // A copy begins at a position that is aligned for every type, which the file need not.
    const copy = new Uint8Array(this.#raw);
    return new (numericType(dataType).array)(copy.buffer);
  }

  #fromField(dataType: OnnxNumericType, field: TypedField): OnnxArray | string {
    const values = this.#typed[field].finish();
    const target = new (numericType(dataType).array)(values.length);
    if (target.constructor === values.constructor) return values;
    for (const [index, value] of values.entries()) {
      target[index] = Number(value);
      if (target[index] !== Number(value)) return `has ${value}, which ${dataType} does not hold`;
    }
    return target as OnnxArray;
  }
}
