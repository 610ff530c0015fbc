import type { WasmExports } from '#binaries/exports';

/** The memory of the compiled kernels, and what the binary exports to manage it. Addresses are bytes from its start. */
export class WasmMemory {
  readonly exports: WasmExports;
  readonly #memory: WebAssembly.Memory;

  constructor(memory: WebAssembly.Memory, exports: WasmExports) {
    this.#memory = memory;
    this.exports = exports;
  }

  /** Bytes that the memory takes; it never shrinks. */
  get bytes(): number {
    return this.#memory.buffer.byteLength;
  }

  /** Room for this many bytes, aligned to 16; its content is not defined. */
  allocate(bytes: number): number {
    // Not modulo 2^32: what is larger is as good as 4 GiB, which is refused.
    return this.exports.allocate(Math.min(Math.max(bytes, 4), 2 ** 32 - 1)) >>> 0;
  }

  release(address: number): void {
    this.exports.release(address);
  }

  /** Valid until the memory grows, which any allocation may cause. */
  floats(address: number, length: number): Float32Array {
    return new Float32Array(this.#memory.buffer, address, length);
  }

  /** Valid until the memory grows, which any allocation may cause. */
  integers(address: number, length: number): Int32Array {
    return new Int32Array(this.#memory.buffer, address, length);
  }

  /** Valid until the memory grows, which any allocation may cause. */
  octets(address: number, length: number): Uint8Array {
    return new Uint8Array(this.#memory.buffer, address, length);
  }

  /** Whether these values lie in this memory, so that they change when it is used again. */
  holds(values: unknown): boolean {
    return ArrayBuffer.isView(values) && values.buffer === this.#memory.buffer;
  }
}
