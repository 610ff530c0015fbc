import type { OnnxGate } from '@tidegate/formats';
import { malformed } from '../errors/malformed.js';
import { type CellForm, gateOrder, peepholeNames } from './cell-form.js';
import type { FloatArray, Gates } from './weight-source.js';

/**
 * The parameters of a cell of ours from those of the gates of a node; what `gatesOfCell` made comes back to the bit.
 *
 * @param where what they are of, for errors
 * @throws FormatError if there are biases, and the form is of a cell without
 */
export function cellOfGates(where: string, form: CellForm, gates: Gates): Readonly<Record<string, FloatArray>> {
  const { cell, inputSize, hiddenSize, useBias, forgetBias, peepholes, resetAfter } = form;
  const names = gateOrder[cell];
  const columns = names.length * hiddenSize;
  const all = names.map((name) => gates[name] as OnnxGate);
  const vector = (parts: readonly Float32Array[]): FloatArray => ({ shape: [parts.length * hiddenSize], data: joined(parts) });
  const matrix = (rows: number, blocks: readonly Float32Array[]): FloatArray => ({
    shape: [rows, columns],
    data: transposedBlocks(rows, blocks, hiddenSize),
  });
  // Summed in float64, so that rounding does not see the forget bias.
  const sums = all.map(({ inputBias, hiddenBias }, index) => {
    const outside = names[index] === 'forget' ? forgetBias : 0;
    return inputBias.map((value, unit) => value + ((hiddenBias[unit] as number) - Math.fround(outside)));
  });
  if (!useBias && (resetAfter ? all.flatMap(({ inputBias, hiddenBias }) => [inputBias, hiddenBias]) : sums).some(hasValues)) {
    throw malformed(`${where} has biases, but the model that the file describes has none`);
  }
  return {
    inputKernel: matrix(
      inputSize,
      all.map(({ inputWeights }) => inputWeights),
    ),
    recurrentKernel: matrix(
      hiddenSize,
      all.map(({ hiddenWeights }) => hiddenWeights),
    ),
    ...(useBias && (resetAfter ? { bias: vector(all.map(({ inputBias }) => inputBias)) } : { bias: vector(sums) })),
    ...(useBias && resetAfter && { recurrentBias: vector(all.map(({ hiddenBias }) => hiddenBias)) }),
    ...(peepholes &&
      Object.fromEntries(
        Object.entries(peepholeNames).map(([gate, name]) => [name, vector([gates[gate]?.peephole ?? new Float32Array(hiddenSize)])]),
      )),
  };
}

function hasValues(values: Float32Array): boolean {
  return values.some((value) => value !== 0);
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const result = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let position = 0;
  for (const part of parts) {
    result.set(part, position);
    position += part.length;
  }
  return result;
}

/** Blocks `[width, rows]` as `[rows, blocks * width]`. */
function transposedBlocks(rows: number, blocks: readonly Float32Array[], width: number): Float32Array {
  const columns = blocks.length * width;
  const result = new Float32Array(rows * columns);
  for (const [block, values] of blocks.entries()) {
    for (let column = 0; column < width; column++) {
      for (let row = 0; row < rows; row++) result[row * columns + block * width + column] = values[column * rows + row] as number;
    }
  }
  return result;
}
