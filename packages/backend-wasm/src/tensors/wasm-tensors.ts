import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { type backend_util, type DataStorage, type DataType, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { HostMemory } from '@tidegate/core';
import type { WasmExports } from '#binaries/exports';
import type { WasmMemory } from '../memory/wasm-memory.js';
import { hostMemoryOf } from './host-memory.js';
import { TensorData, type Values } from './tensor-data.js';
import type { TouchedRows } from './touched-rows.js';

type DataId = object;

/** A new tensor, and where a kernel writes its values. */
export interface Output {
  readonly info: TensorInfo;
  readonly address: number;
}

/**
 * A TensorFlow.js backend whose tensors live in the memory of the compiled kernels.
 *
 * It is the plain-JavaScript backend with another store: every op that has no compiled kernel runs as that backend's own, on views of the
 * same memory.
 */
export class WasmTensors extends MathBackendCPU {
  readonly #memory: WasmMemory;
  readonly #end: () => void;
  readonly hostMemory: HostMemory;
  #nextId = 0;
  /** What was handed out since the kernel that runs now began; nothing between kernels. */
  #handedOut: DataId[] | undefined;

  /** @param end stops the threads */
  constructor(memory: WasmMemory, end: () => void) {
    super();
    this.#memory = memory;
    this.#end = end;
    this.hostMemory = hostMemoryOf(this);
  }

  get memorySpace(): WasmMemory {
    return this.#memory;
  }

  get exports(): WasmExports {
    return this.#memory.exports;
  }

  /** Runs a kernel. If it throws, the tensors that it has made by then are freed, and the references that it has taken are given back. */
  attempt<Result>(run: () => Result): Result {
    const before = this.#handedOut;
    const mine: DataId[] = [];
    this.#handedOut = mine;
    try {
      return run();
    } catch (error) {
      for (const dataId of mine) this.disposeData(dataId);
      throw error;
    } finally {
      this.#handedOut = before;
    }
  }

  /** Where the values of a tensor lie: 4 bytes an element for float32 and int32, 1 for bool. */
  address(tensor: TensorInfo): number {
    return this.#dataOf(tensor.dataId).address;
  }

  /** The address of a tensor, or 0 if there is none. */
  addressIfPresent(tensor: TensorInfo | undefined): number {
    return tensor === undefined ? 0 : this.address(tensor);
  }

  /** A tensor for a kernel to write: all of it, since its content is not defined. */
  allocate(shape: readonly number[], dtype: 'float32' | 'int32' = 'float32'): Output {
    const data = TensorData.allocate(this.#memory, dtype, util.sizeFromShape([...shape]));
    return { info: { dataId: this.#store(data), shape: [...shape], dtype }, address: data.address };
  }

  /** A matrix that is zero but for these rows, whose memory it takes over. */
  ofTouchedRows(shape: readonly number[], touchedRows: TouchedRows): TensorInfo {
    const data = TensorData.ofTouchedRows(this.#memory, util.sizeFromShape([...shape]), touchedRows);
    return { dataId: this.#store(data), shape: [...shape], dtype: 'float32' };
  }

  /** The rows of a matrix that are not zero, if it is held by them. */
  touchedRows(tensor: TensorInfo): TouchedRows | undefined {
    return this.#dataOf(tensor.dataId).touchedRows;
  }

  /** The same values in another shape, shared. */
  share(tensor: TensorInfo, shape: readonly number[] = tensor.shape): TensorInfo {
    this.incRef(tensor.dataId);
    this.#handedOut?.push(tensor.dataId);
    return { dataId: tensor.dataId, shape: [...shape], dtype: tensor.dtype };
  }

  override write(values: backend_util.BackendValues, _shape: number[], dtype: DataType): DataId {
    return this.#store(TensorData.of(this.#memory, dtype, values as Values));
  }

  override move(dataId: DataId, values: backend_util.BackendValues, _shape: number[], dtype: DataType, refCount: number): void {
    const data = TensorData.of(this.#memory, dtype, values as Values);
    data.refCount = refCount;
    this.#records.set(dataId, data);
  }

  override readSync(dataId: DataId): backend_util.BackendValues {
    const data = this.#dataOf(dataId);
    if (data.dtype === 'complex64') return super.readSync(dataId);
    return util.convertBackendValuesAndArrayBuffer(data.lastingValues as backend_util.BackendValues, data.dtype);
  }

  override disposeData(dataId: DataId, force = false): boolean {
    const data = this.data.has(dataId) ? this.#dataOf(dataId) : undefined;
    const gone = super.disposeData(dataId, force);
    if (gone) data?.release();
    return gone;
  }

  /** Stops the threads. TensorFlow.js calls it when the backend is removed. */
  override dispose(): void {
    this.#end();
  }

  #store(data: TensorData): DataId {
    const dataId = { id: this.#nextId++ };
    this.#records.set(dataId, data);
    this.#handedOut?.push(dataId);
    return dataId;
  }

  #dataOf(dataId: DataId): TensorData {
    return this.#records.get(dataId);
  }

  /** The store of the parent class, with our records in it. */
  get #records(): DataStorage<TensorData> {
    return this.data as unknown as DataStorage<TensorData>;
  }
}
