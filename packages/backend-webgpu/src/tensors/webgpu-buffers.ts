import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type BackendValues, type DataType, type KernelBackend, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { DeviceHealth } from '../device/device-health.js';
import { failedOnGpu, GpuError } from '../device/errors.js';
import type { BufferPart, Parts } from './buffer-part.js';
import { BufferPool } from './buffer-pool.js';
import type { SharedBuffer } from './shared-buffer.js';
import type { StockInternals, TensorData } from './stock-internals.js';

const Stock = WebGPUBackend as unknown as new (device: GPUDevice, info: GPUAdapterInfo) => KernelBackend & StockInternals;

const tensorUsage = (): number => GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
/** Where a part of a buffer may begin: in bytes, what suits every WebGPU device. */
const alignment = 256;

/**
 * The tensors of the stock backend in buffers of our own: from a pool that suits batches of all lengths, several tensors in one where a
 * program has several outputs. Tensors are read with `data()` only; integers that were written by the host stay there as well, for kernels
 * that look at ids.
 */
export class WebgpuBuffers extends Stock {
  readonly health: DeviceHealth;
  #submittedDispatches = 0;

  constructor(device: GPUDevice, info: GPUAdapterInfo) {
    super(device, info);
    this.health = new DeviceHealth(device);
    this.bufferManager = new BufferPool(device, (descriptor) =>
      this.health.checked('out-of-memory', () => device.createBuffer(descriptor)),
    );
  }

  /** Compute dispatches since the start. */
  get dispatches(): number {
    return this.#submittedDispatches + this.dispatchCountInPass;
  }

  /** A tensor whose elements are still to be written: anything before. */
  makeTensor(shape: readonly number[], dtype: DataType = 'float32'): TensorInfo {
    const info = this.makeTensorInfo([...shape], dtype);
    this.uploadToGPU(info.dataId);
    return info;
  }

  /** Tensors, still to be written, that lie one after the other in one buffer, which a program binds once. */
  makeParts(shapes: readonly (readonly number[])[], dtype: DataType = 'float32'): Parts {
    const starts: number[] = [];
    let bytes = 0;
    for (const shape of shapes) {
      starts.push(bytes / 4);
      bytes += Math.ceil((4 * util.sizeFromShape([...shape])) / alignment) * alignment;
    }
    const buffer = this.bufferManager.acquireBuffer(Math.max(bytes, alignment), tensorUsage());
    const of: SharedBuffer = { buffer, parts: shapes.length };
    const infos = shapes.map((shape, index) => {
      const info = this.makeTensorInfo([...shape], dtype);
      const data = this.tensorMap.get(info.dataId);
      data.resource = buffer;
      data.part = { of, offset: 4 * (starts[index] as number) };
      return info;
    });
    return { infos, starts, whole: { buffer, offset: 0, size: buffer.size, owners: infos } };
  }

  /** The tensors as parts of one buffer, if that is what they are. */
  partsOf(infos: readonly TensorInfo[]): Parts | undefined {
    const parts = infos.map(({ dataId }) => this.tensorMap.get(dataId).part);
    const [first] = parts;
    if (!first || parts.some((part) => part?.of !== first.of)) return undefined;
    const { buffer } = first.of;
    const starts = parts.map((part) => (part?.offset as number) / 4);
    return { infos, starts, whole: { buffer, offset: 0, size: buffer.size, owners: infos } };
  }

  /** Copies tensors into others of their sizes. */
  copy(pairs: readonly { readonly from: TensorInfo; readonly to: TensorInfo }[]): void {
    this.health.assertWorks();
    this.ensureCommandEncoderReady();
    this.endComputePassEncoder();
    for (const { from, to } of pairs) {
      const [source, target] = [this.place(from), this.place(to)];
      const bytes = 4 * util.sizeFromShape(from.shape);
      if (bytes > 0) this.#encoder().copyBufferToBuffer(source.buffer, source.offset, target.buffer, target.offset, bytes);
      this.commandQueueOwnedIds.add(from.dataId).add(to.dataId);
    }
  }

  /** Sets all elements to zero. */
  clear(given: TensorInfo | BufferPart): void {
    this.health.assertWorks();
    const { buffer, offset, size, owners } = this.place(given);
    const bytes = 'dataId' in given ? 4 * util.sizeFromShape(given.shape) : size;
    if (bytes === 0) return;
    this.ensureCommandEncoderReady();
    this.endComputePassEncoder();
    this.#encoder().clearBuffer(buffer, offset, bytes);
    for (const { dataId } of owners) this.commandQueueOwnedIds.add(dataId);
  }

  /** Zeros. */
  makeZeros(shape: readonly number[], dtype: DataType = 'float32'): TensorInfo {
    const info = this.makeTensor(shape, dtype);
    this.clear(info);
    return info;
  }

  /** Integers that the host wrote; nothing if they were computed on the GPU. */
  hostIntegers({ dataId }: TensorInfo): Int32Array | undefined {
    return (this.tensorMap.get(dataId).values ?? undefined) as Int32Array | undefined;
  }

  override uploadToGPU(dataId: object): void {
    const data = this.tensorMap.get(dataId);
    if (data.resource) return;
    const size = (data.dtype === 'complex64' ? 8 : 4) * util.sizeFromShape(data.shape);
    const buffer = this.bufferManager.acquireBuffer(Math.max(4, size), tensorUsage());
    data.resource = buffer;
    if (!data.values || size === 0) return;
    this.queue.writeBuffer(buffer, 0, bytesOf(data));
    if (data.dtype !== 'int32') data.values = null;
  }

  override tensorToBinding(tensor: TensorInfo): GPUBindingResource {
    return this.place(tensor);
  }

  override releaseResource(id: object): void {
    const data = this.tensorMap.has(id) ? this.tensorMap.get(id) : undefined;
    if (!data?.part) {
      super.releaseResource(id);
      return;
    }
    const { of } = data.part;
    data.part = undefined;
    data.resource = null;
    of.parts--;
    if (of.parts === 0) this.bufferManager.releaseBuffer(of.buffer);
  }

  override submitQueue(): void {
    this.#submittedDispatches += this.dispatchCountInPass;
    this.health.recent.submit();
    super.submitQueue();
  }

  /** @throws GpuError always but for values that the host has */
  override readSync(dataId: object): BackendValues {
    const { values } = this.tensorMap.get(dataId);
    if (values) return values;
    throw new GpuError('webgpu: tensors on the GPU cannot be read at once (dataSync, arraySync, print); use await tensor.data() instead');
  }

  /** @throws GpuError if the device has failed */
  override async read(dataId: object): Promise<BackendValues> {
    const data = this.tensorMap.get(dataId);
    if (data.values || data.dtype === 'complex64' || data.dtype === 'string') return super.read(dataId);
    this.health.assertWorks();
    const size = 4 * util.sizeFromShape(data.shape);
    if (size === 0) return util.getTypedArrayFromDType(data.dtype as 'float32', 0);
    const { buffer, offset } = this.place({ dataId, shape: data.shape, dtype: data.dtype });
    const staging = this.bufferManager.acquireBuffer(size, GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ);
    this.ensureCommandEncoderReady();
    this.endComputePassEncoder();
    this.#encoder().copyBufferToBuffer(buffer, offset, staging, 0, size);
    this.submitQueue();
    try {
      await staging.mapAsync(GPUMapMode.READ, 0, size);
    } catch (error) {
      await this.health.verify();
      throw failedOnGpu((error as Error).message, 'reading a tensor');
    }
    const copy = staging.getMappedRange(0, size).slice(0);
    staging.unmap();
    this.bufferManager.releaseBuffer(staging);
    await this.health.verify();
    return util.convertBackendValuesAndArrayBuffer(copy, data.dtype);
  }

  /** The buffer that a tensor lies in, where it must be on the GPU by now, or is brought there. */
  place(given: TensorInfo | BufferPart): BufferPart {
    if (!('dataId' in given)) return given;
    this.uploadToGPU(given.dataId);
    const { resource, part } = this.tensorMap.get(given.dataId);
    const offset = part?.offset ?? 0;
    const size = Math.max(4, 4 * util.sizeFromShape(given.shape));
    return { buffer: resource as GPUBuffer, offset, size, owners: [given] };
  }

  /** Hands over to the GPU what is recorded. */
  flush(): void {
    if (!this.commandEncoder) return;
    this.endComputePassEncoder();
    this.submitQueue();
  }

  #encoder(): GPUCommandEncoder {
    return this.commandEncoder as GPUCommandEncoder;
  }
}

/** As the GPU stores them: every element in four bytes. */
function bytesOf({ values, dtype }: TensorData): ArrayBufferView<ArrayBuffer> {
  const list = values as unknown as ArrayLike<number>;
  const Elements = dtype === 'float32' || dtype === 'complex64' ? Float32Array : Int32Array;
  return (list instanceof Elements ? list : Elements.from(list)) as ArrayBufferView<ArrayBuffer>;
}
