import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type BackendValues, type DataType, type KernelBackend, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { deviceLost, failedOnGpu, GpuError } from '../device/errors.js';
import type { Groups } from '../program/groups.js';
import { type CompiledProgram, compileProgram } from '../program/pipelines.js';
import { type Program, uniformBytes } from '../program/program.js';
import { BufferPool } from './buffer-pool.js';
import { describeOperation, RecentOperations } from './recent-operations.js';
import type { SharedBuffer } from './shared-buffer.js';
import type { StockInternals, TensorData } from './stock-internals.js';
import { withNavigator } from './with-navigator.js';

type StockBackend = KernelBackend & StockInternals;
const Stock = WebGPUBackend as unknown as new (device: GPUDevice, info: GPUAdapterInfo) => StockBackend;

const tensorUsage = (): number => GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
/** Where a part of a buffer may begin: in bytes, the standard's least fine alignment. */
const alignment = 256;
/** Dispatches that are recorded before they are handed to the GPU, so that it need not wait for all of them. */
const dispatchesPerSubmission = 16;

/** A part of a buffer, as a program is given it. */
export interface BufferPart {
  readonly buffer: GPUBuffer;
  readonly offset: number;
  readonly size: number;
  /** The tensors that lie there: they are kept until the program has run. */
  readonly owners: readonly TensorInfo[];
}

/** Tensors of one type that lie in one buffer. */
export interface Parts {
  readonly infos: readonly TensorInfo[];
  /** Where each begins, in elements. */
  readonly starts: readonly number[];
  /** All of it. */
  readonly whole: BufferPart;
}

/**
 * The stock WebGPU backend with what training needs beside: programs of several outputs, tensors that share a buffer, a pool for batches
 * of all lengths, and failures of the device as errors that name what ran. Tensors are read with `data()` only; integers that were written
 * by the host stay there as well, for kernels that look at ids.
 */
export class WebgpuTensors extends Stock {
  /** Why nothing runs here any more. */
  failure: GpuError | undefined;
  readonly #compiled = new Map<string, CompiledProgram>();
  readonly #recent = new RecentOperations();
  /** Questions to the device whether all is well. */
  readonly #checks = new Set<Promise<void>>();
  readonly #onEnd: () => void;
  #submittedDispatches = 0;
  #hasEnded = false;

  /** @param onEnd called when TensorFlow.js removes the backend */
  static on(device: GPUDevice, info: GPUAdapterInfo, onEnd: () => void): WebgpuTensors {
    return withNavigator(() => new WebgpuTensors(device, info, onEnd));
  }

  private constructor(device: GPUDevice, info: GPUAdapterInfo, onEnd: () => void) {
    super(device, info);
    this.#onEnd = onEnd;
    this.bufferManager = new BufferPool(device, (descriptor) => this.#checked('out-of-memory', () => device.createBuffer(descriptor)));
    device.addEventListener('uncapturederror', (event) => {
      event.preventDefault();
      const failure = failedOnGpu(event.error.message, this.#recent.toString());
      // It may follow from what the device was asked about and has not told yet.
      void Promise.all(this.#checks).then(() => this.#fail(failure));
    });
    void device.lost.then(({ reason, message }) => {
      if (!this.#hasEnded) this.#fail(deviceLost(reason, message, this.#recent.toString()));
    });
  }

  /** Compute dispatches since the start. */
  get dispatches(): number {
    return this.#submittedDispatches + this.dispatchCountInPass;
  }

  /** Waits until the GPU has done what it was given. @throws GpuError if it has failed */
  async settle(): Promise<void> {
    this.#flush();
    await this.queue.onSubmittedWorkDone();
    await this.#verify();
  }

  /** A program's run: tensors or parts of buffers by the names of its bindings, and its uniforms. @throws GpuError if the device has failed */
  run(
    program: Program,
    given: Readonly<Record<string, TensorInfo | BufferPart>>,
    uniforms: Readonly<Record<string, number>>,
    groups: Groups,
  ): void {
    const [x, y = 1, z = 1] = groups;
    if (x === 0 || y === 0 || z === 0) return;
    const tensors = Object.values(given).flatMap((one) => ('dataId' in one ? [one] : one.owners));
    this.#record(program.name, tensors, () => {
      const { pipeline, layout } = this.#compile(program);
      const resources = Object.keys(program.bindings).map((name) => this.#resource(given[name] as TensorInfo | BufferPart));
      const entries = [...resources, this.#uniforms(program, uniforms)].map((resource, binding) => ({ binding, resource }));
      const bindGroup = this.device.createBindGroup({ label: program.name, layout, entries });
      for (const { dataId } of tensors) this.commandQueueOwnedIds.add(dataId);
      this.ensureCommandEncoderReady();
      this.computePassEncoder ??= (this.commandEncoder as GPUCommandEncoder).beginComputePass();
      this.computePassEncoder.setPipeline(pipeline);
      this.computePassEncoder.setBindGroup(0, bindGroup);
      this.computePassEncoder.dispatchWorkgroups(x, y, z);
      this.dispatchCountInPass++;
    });
    if (this.dispatchCountInPass >= dispatchesPerSubmission) this.#flush();
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
    this.assertWorks();
    this.ensureCommandEncoderReady();
    this.endComputePassEncoder();
    for (const { from, to } of pairs) {
      const [source, target] = [this.#resource(from), this.#resource(to)];
      const bytes = 4 * util.sizeFromShape(from.shape);
      if (bytes > 0) this.#encoder().copyBufferToBuffer(source.buffer, source.offset, target.buffer, target.offset, bytes);
      this.commandQueueOwnedIds.add(from.dataId).add(to.dataId);
    }
  }

  /** Sets all elements to zero. */
  clear(given: TensorInfo | BufferPart): void {
    this.assertWorks();
    const { buffer, offset, size, owners } = this.#resource(given);
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

  /** @throws GpuError if the device has failed */
  assertWorks(): void {
    if (this.failure) throw this.failure;
  }

  override runWebGPUProgram(...call: Parameters<StockInternals['runWebGPUProgram']>): TensorInfo {
    const [program, inputs] = call;
    return this.#record(program.constructor.name.replace(/Program$/, ''), inputs, () => super.runWebGPUProgram(...call));
  }

  override shouldExecuteOnCPU(...call: Parameters<StockInternals['shouldExecuteOnCPU']>): boolean {
    this.assertWorks();
    return super.shouldExecuteOnCPU(...call);
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
    return this.#resource(tensor);
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
    this.#recent.submit();
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
    this.assertWorks();
    const size = 4 * util.sizeFromShape(data.shape);
    if (size === 0) return util.getTypedArrayFromDType(data.dtype as 'float32', 0);
    const { buffer, offset } = this.#resource({ dataId, shape: data.shape, dtype: data.dtype });
    const staging = this.bufferManager.acquireBuffer(size, GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ);
    this.ensureCommandEncoderReady();
    this.endComputePassEncoder();
    this.#encoder().copyBufferToBuffer(buffer, offset, staging, 0, size);
    this.submitQueue();
    try {
      await staging.mapAsync(GPUMapMode.READ, 0, size);
    } catch (error) {
      await this.#verify();
      throw failedOnGpu((error as Error).message, 'reading a tensor');
    }
    const copy = staging.getMappedRange(0, size).slice(0);
    staging.unmap();
    this.bufferManager.releaseBuffer(staging);
    await this.#verify();
    return util.convertBackendValuesAndArrayBuffer(copy, data.dtype);
  }

  override dispose(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    super.dispose();
    this.device.destroy();
    this.#onEnd();
  }

  /** The buffer that a tensor lies in, where it must be on the GPU by now, or is brought there. */
  #resource(given: TensorInfo | BufferPart): BufferPart {
    if (!('dataId' in given)) return given;
    this.uploadToGPU(given.dataId);
    const { resource, part } = this.tensorMap.get(given.dataId);
    const offset = part?.offset ?? 0;
    const size = Math.max(4, 4 * util.sizeFromShape(given.shape));
    return { buffer: resource as GPUBuffer, offset, size, owners: [given] };
  }

  #record<Result>(name: string, inputs: readonly TensorInfo[], run: () => Result): Result {
    this.assertWorks();
    this.#recent.add(name, inputs);
    try {
      return run();
    } catch (error) {
      if (!(error instanceof GpuError) || error === this.failure) throw error;
      throw new GpuError(`${error.message} (${describeOperation(name, inputs)})`, { cause: error });
    }
  }

  #compile(program: Program): CompiledProgram {
    let compiled = this.#compiled.get(program.key);
    if (!compiled) {
      compiled = this.#checked('validation', () => compileProgram(this.device, program));
      this.#compiled.set(program.key, compiled);
    }
    return compiled;
  }

  #uniforms(program: Program, values: Readonly<Record<string, number>>): BufferPart {
    const bytes = uniformBytes(program, values);
    const buffer = this.bufferManager.acquireBuffer(bytes.byteLength, GPUBufferUsage.COPY_DST | GPUBufferUsage.UNIFORM);
    this.queue.writeBuffer(buffer, 0, bytes);
    this.uniformPendingDisposal.push(buffer);
    return { buffer, offset: 0, size: bytes.byteLength, owners: [] };
  }

  /** Does something, and fails later if the device says that it could not. */
  #checked<Result>(filter: GPUErrorFilter, run: () => Result): Result {
    const at = this.#recent.toString();
    this.device.pushErrorScope(filter);
    try {
      return run();
    } finally {
      const check = this.device
        .popErrorScope()
        .then((error) => {
          // It comes before what follows from it, which may have been told already.
          if (error) this.failure = failedOnGpu(error.message || 'out of memory', at);
        })
        // A device that is lost answers no questions; that it is lost is told elsewhere.
        .catch(() => undefined);
      this.#checks.add(check);
      void check.then(() => this.#checks.delete(check));
    }
  }

  async #verify(): Promise<void> {
    await Promise.all(this.#checks);
    this.assertWorks();
  }

  #fail(error: GpuError): void {
    this.failure ??= error;
  }

  #encoder(): GPUCommandEncoder {
    return this.commandEncoder as GPUCommandEncoder;
  }

  #flush(): void {
    if (!this.commandEncoder) return;
    this.endComputePassEncoder();
    this.submitQueue();
  }
}

/** As the GPU stores them: every element in four bytes. */
function bytesOf({ values, dtype }: TensorData): ArrayBufferView<ArrayBuffer> {
  const list = values as unknown as ArrayLike<number>;
  const Elements = dtype === 'float32' || dtype === 'complex64' ? Float32Array : Int32Array;
  return (list instanceof Elements ? list : Elements.from(list)) as ArrayBufferView<ArrayBuffer>;
}
