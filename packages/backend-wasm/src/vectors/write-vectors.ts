import type { WasmTensors } from '../tensors/wasm-tensors.js';

/** One of the vectors that a kernel works on together. */
export interface Vector {
  readonly from: number;
  /** Where its new values go. */
  readonly to?: number;
  readonly length: number;
  readonly coefficient?: number;
}

/** Words of 32 bits that describe one vector; their order is that of `assembly/vectors/vector-table.ts`. */
const words = 5;
/** The place of the one that is no whole number. */
const coefficientWord = 3;
/** Elements of one chunk of work, as there. */
const chunkElements = 16_384;

/** Lays vectors out in the table that compiled kernels read. */
export function writeVectors(wasm: WasmTensors, vectors: readonly Vector[]): void {
  const address = wasm.exports.vectorTable(vectors.length) >>> 0;
  const integers = wasm.memorySpace.integers(address, words * vectors.length);
  const floats = wasm.memorySpace.floats(address, words * vectors.length);
  let firstChunk = 0;
  vectors.forEach(({ from, to = 0, length, coefficient = 1 }, index) => {
    integers.set([from, to, length, 0, firstChunk], words * index);
    floats[words * index + coefficientWord] = coefficient;
    firstChunk += Math.ceil(length / chunkElements);
  });
}
