import type { DataType, TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmMemory } from '../memory/wasm-memory.js';
import type { TouchedRows } from './touched-rows.js';

/** What TensorFlow.js backends accept and give as the values of a tensor. */
export type Values = Float32Array | Int32Array | Uint8Array | Uint8Array[];

/**
 * The values of a tensor: a JavaScript array, or a place in the memory of the compiled kernels. They move there when the first compiled
 * kernel asks for their address, and stay. A matrix may be held by its touched rows; it becomes dense when something asks for all of it.
 *
 * The general kernels of TensorFlow.js read `values`, and never know the difference.
 */
export class TensorData {
  readonly dtype: DataType;
  /** Tensors that share these values. */
  refCount = 1;
  /** Of a complex tensor: its two parts. */
  complexTensorInfos?: { real: TensorInfo; imag: TensorInfo };
  readonly #memory: WasmMemory;
  #values: Values | undefined;
  #address = 0;
  #length = 0;
  #touchedRows: TouchedRows | undefined;

  private constructor(memory: WasmMemory, dtype: DataType) {
    this.#memory = memory;
    this.dtype = dtype;
  }

  /** Values of JavaScript, which must not change afterwards. */
  static of(memory: WasmMemory, dtype: DataType, values: Values | undefined): TensorData {
    const data = new TensorData(memory, dtype);
    data.#values = memory.holds(values) ? (values as Float32Array).slice() : values;
    return data;
  }

  /** Room for 32-bit values in the memory, not yet written. */
  static allocate(memory: WasmMemory, dtype: 'float32' | 'int32', length: number): TensorData {
    const data = new TensorData(memory, dtype);
    data.#length = length;
    data.#address = memory.allocate(4 * length);
    return data;
  }

  /** A matrix of this many elements, zero but for these rows, whose memory it takes over. */
  static ofTouchedRows(memory: WasmMemory, length: number, touchedRows: TouchedRows): TensorData {
    const data = new TensorData(memory, 'float32');
    data.#length = length;
    data.#touchedRows = touchedRows;
    return data;
  }

  /** The rows that are not zero, as long as nothing has asked for the dense matrix. */
  get touchedRows(): TouchedRows | undefined {
    return this.#touchedRows;
  }

  /** The values, or a view of them that is valid until the memory grows. */
  get values(): Values | undefined {
    if (this.#touchedRows) this.#moveOut(this.#touchedRows);
    if (this.#address === 0) return this.#values;
    if (this.dtype === 'float32') return this.#memory.floats(this.#address, this.#length);
    if (this.dtype === 'int32') return this.#memory.integers(this.#address, this.#length);
    return this.#memory.octets(this.#address, this.#length);
  }

  /** The values, for whoever keeps them: they do not change when the tensor is disposed. */
  get lastingValues(): Values | undefined {
    const { values } = this;
    return this.#address === 0 ? values : (values as Float32Array).slice();
  }

  /** Where the values lie in the memory. */
  get address(): number {
    if (this.#touchedRows) this.#makeDense(this.#touchedRows);
    if (this.#address === 0) this.#moveIn();
    return this.#address;
  }

  /** Gives the memory back. */
  release(): void {
    if (this.#address !== 0) this.#memory.release(this.#address);
    if (this.#touchedRows) this.#memory.release(this.#touchedRows.address);
    this.#touchedRows = undefined;
    this.#address = 0;
    this.#values = undefined;
  }

  #makeDense({ address, rows, count, columns }: TouchedRows): void {
    this.#address = this.#memory.allocate(4 * this.#length);
    this.#memory.exports.makeRowsDense(this.#address, this.#length, address, rows, count, columns);
    this.#memory.release(address);
    this.#touchedRows = undefined;
  }

  /** The dense values of touched rows. Nothing is allocated in the memory: views that a general kernel got before stay valid. */
  #moveOut({ address, rows, count, columns }: TouchedRows): void {
    const dense = new Float32Array(this.#length);
    const values = this.#memory.floats(address, count * columns);
    this.#memory.integers(rows, count).forEach((row, index) => {
      dense.set(values.subarray(index * columns, (index + 1) * columns), row * columns);
    });
    this.#memory.release(address);
    this.#touchedRows = undefined;
    this.#values = dense;
  }

  #moveIn(): void {
    const values = this.#values as Float32Array | Int32Array | Uint8Array;
    this.#length = values.length;
    this.#address = this.#memory.allocate(values.length * (this.dtype === 'bool' ? 1 : 4));
    (this.values as Float32Array).set(values);
    this.#values = undefined;
  }
}
