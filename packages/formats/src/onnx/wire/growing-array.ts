interface Elements<Value> {
  [index: number]: Value;
  readonly length: number;
  set(values: this): void;
  slice(start: number, end: number): this;
}

/** A typed array of values whose number is not known before the last of them. */
export class GrowingArray<Value, Values extends Elements<Value>> {
  readonly #create: (length: number) => Values;
  #values: Values | undefined;
  #length = 0;

  constructor(create: (length: number) => Values) {
    this.#create = create;
  }

  get length(): number {
    return this.#length;
  }

  push(value: Value): void {
    this.#values ??= this.#create(8);
    if (this.#length === this.#values.length) {
      const larger = this.#create(2 * this.#length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  /** An array of exactly these values. */
  finish(): Values {
    return this.#values?.slice(0, this.#length) ?? this.#create(0);
  }
}

export const growingFloats = () => new GrowingArray<number, Float32Array>((length) => new Float32Array(length));
export const growingDoubles = () => new GrowingArray<number, Float64Array>((length) => new Float64Array(length));
export const growingIntegers = () => new GrowingArray<number, Int32Array>((length) => new Int32Array(length));
export const growingBigIntegers = () => new GrowingArray<bigint, BigInt64Array>((length) => new BigInt64Array(length));
export const growingUnsignedBigIntegers = () => new GrowingArray<bigint, BigUint64Array>((length) => new BigUint64Array(length));
