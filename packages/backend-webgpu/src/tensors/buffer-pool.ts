import { GpuError } from '../device/errors.js';

/** The part of the stock backend's buffer manager that the stock backend uses. */
export interface BufferManager {
  readonly numBytesUsed: number;
  readonly numBytesAllocated: number;
  acquireBuffer(size: number, usage: GPUBufferUsageFlags, mappedAtCreation?: boolean, reuse?: boolean): GPUBuffer;
  releaseBuffer(buffer: GPUBuffer, reuse?: boolean): void;
  dispose(): void;
}

/**
 * Buffers that are used again. Sizes are rounded up to one of eight between each power of two and the next, so that batches of many lengths
 * find buffers that others have left.
 */
export class BufferPool implements BufferManager {
  numBytesUsed = 0;
  numBytesAllocated = 0;
  readonly #device: GPUDevice;
  readonly #create: (descriptor: GPUBufferDescriptor) => GPUBuffer;
  readonly #free = new Map<string, GPUBuffer[]>();
  readonly #used = new Set<GPUBuffer>();

  /** @param create makes a buffer, and tells whoever has to know when the device cannot */
  constructor(device: GPUDevice, create: (descriptor: GPUBufferDescriptor) => GPUBuffer) {
    this.#device = device;
    this.#create = create;
  }

  /** @throws GpuError if no buffer of the device is that large */
  acquireBuffer(size: number, usage: GPUBufferUsageFlags, mappedAtCreation = false, reuse = true): GPUBuffer {
    const { maxBufferSize, maxStorageBufferBindingSize } = this.#device.limits;
    const isStorage = (usage & GPUBufferUsage.STORAGE) !== 0;
    const most = isStorage ? Math.min(maxBufferSize, maxStorageBufferBindingSize) : maxBufferSize;
    if (size > most)
      throw new GpuError(
        `webgpu: a tensor of ${size} bytes is larger than the ${most} bytes that this GPU's buffers hold; take a smaller batch, vocabulary or hidden size`,
      );
    const rounded = reuse ? Math.min(roundUp(size), most - (most % 4)) : Math.max(4, size);
    const left = reuse && !mappedAtCreation ? this.#free.get(key(rounded, usage))?.pop() : undefined;
    const buffer = left ?? this.#create({ size: rounded, usage, mappedAtCreation });
    if (!left) this.numBytesAllocated += rounded;
    this.numBytesUsed += rounded;
    this.#used.add(buffer);
    return buffer;
  }

  releaseBuffer(buffer: GPUBuffer, reuse = true): void {
    if (!this.#used.delete(buffer)) return;
    this.numBytesUsed -= buffer.size;
    if (!reuse) {
      buffer.destroy();
      this.numBytesAllocated -= buffer.size;
      return;
    }
    const place = key(buffer.size, buffer.usage);
    const others = this.#free.get(place);
    if (others) others.push(buffer);
    else this.#free.set(place, [buffer]);
  }

  dispose(): void {
    for (const buffer of [...this.#used, ...[...this.#free.values()].flat()]) buffer.destroy();
    this.#used.clear();
    this.#free.clear();
    this.numBytesUsed = 0;
    this.numBytesAllocated = 0;
  }
}

function key(size: number, usage: number): string {
  return `${size} ${usage}`;
}

/** At least 256, and a multiple of 4. */
function roundUp(size: number): number {
  if (size <= 256) return 256;
  const step = 2 ** (Math.floor(Math.log2(size - 1)) - 3);
  return Math.ceil(size / step) * step;
}
