import type { WasmTensors } from '../tensors/wasm-tensors.js';
import type { PlacedParameter } from './placed-parameter.js';

/** Words of 32 bits that describe one parameter; their order is that of `assembly/optimizer-update/updated-parameter.ts`. */
const words = 15;
/** Elements of one chunk of work, give or take a row. */
const chunkElements = 16_384;

/** Lays parameters out in the table of the compiled updates. */
export function writeParameters(wasm: WasmTensors, parameters: readonly PlacedParameter[]): void {
  const address = wasm.exports.parameterTable(parameters.length) >>> 0;
  const integers = wasm.memorySpace.integers(address, words * parameters.length);
  const floats = wasm.memorySpace.floats(address, words * parameters.length);
  let firstChunk = 0;
  parameters.forEach(({ parameter, firstState, secondState, gradient, touchedRows, l2, touchedRowsOnly, rows, columns }, index) => {
    const at = words * index;
    const chunkRows = Math.max(1, Math.floor(chunkElements / Math.max(1, columns)));
    integers[at] = parameter.address;
    integers[at + 1] = gradient;
    integers[at + 2] = firstState?.address ?? 0;
    integers[at + 3] = secondState?.address ?? 0;
    integers[at + 4] = parameter.output.address;
    integers[at + 5] = firstState?.output.address ?? 0;
    integers[at + 6] = secondState?.output.address ?? 0;
    floats[at + 7] = l2;
    integers[at + 8] = rows;
    integers[at + 9] = columns;
    integers[at + 10] = touchedRowsOnly ? 1 : 0;
    integers[at + 11] = touchedRows?.rows ?? 0;
    integers[at + 12] = touchedRows?.count ?? 0;
    integers[at + 13] = chunkRows;
    integers[at + 14] = firstChunk;
    firstChunk += Math.ceil(rows / chunkRows);
  });
}
