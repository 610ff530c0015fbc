import type { WasmTensors } from '../tensors/wasm-tensors.js';
import type { PlacedParameter } from './placed-parameter.js';

/** Words of 32 bits that describe one parameter; their order is that of `assembly/optimizer-update/updated-parameter.ts`. */
const words = 15;
/** The place of the one that is no whole number. */
const l2Word = 7;
/** Elements of one chunk of work, give or take a row. */
const chunkElements = 16_384;

/** Lays parameters out in the table of the compiled updates. */
export function writeParameters(wasm: WasmTensors, parameters: readonly PlacedParameter[]): void {
  const address = wasm.exports.parameterTable(parameters.length) >>> 0;
  const integers = wasm.memorySpace.integers(address, words * parameters.length);
  const floats = wasm.memorySpace.floats(address, words * parameters.length);
  let firstChunk = 0;
  parameters.forEach(({ parameter, states: [first, second], gradient, touchedRows, l2, touchedRowsOnly, rows, columns }, index) => {
    const chunkRows = Math.max(1, Math.floor(chunkElements / Math.max(1, columns)));
    const description = [
      parameter.address,
      gradient,
      first?.address ?? 0,
      second?.address ?? 0,
      parameter.output.address,
      first?.output.address ?? 0,
      second?.output.address ?? 0,
      0,
      rows,
      columns,
      touchedRowsOnly ? 1 : 0,
      touchedRows?.rows ?? 0,
      touchedRows?.count ?? 0,
      chunkRows,
      firstChunk,
    ];
    integers.set(description, words * index);
    floats[words * index + l2Word] = l2;
    firstChunk += Math.ceil(rows / chunkRows);
  });
}
