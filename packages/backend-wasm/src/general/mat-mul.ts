import { _FusedMatMul, BatchMatMul, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { transposed } from '../matrix-product/matrix.js';
import type { Output, WasmTensors } from '../tensors/wasm-tensors.js';
import { generalKernel } from './general-kernel.js';

interface Factors {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
}
interface Transposes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** Products of matrices, or of as many as there are, or of one with all. */
export const batchMatMulKernel = generalKernel<Factors, Transposes>(
  BatchMatMul,
  ({ inputs: { a, b }, attributes, wasm }) => product(wasm, a, b, attributes)?.info,
);

interface FusedFactors extends Factors {
  readonly bias?: TensorInfo;
  readonly preluActivationWeights?: TensorInfo;
}
interface FusedAttributes extends Transposes {
  readonly activation?: string;
}

/** The number of an activation in `assembly/general/unary.ts`. */
const activations: Readonly<Record<string, number>> = { relu: 4, sigmoid: 7 };

/** With a bias for each column, and an activation. */
export const fusedMatMulKernel = generalKernel<FusedFactors, FusedAttributes>(
  _FusedMatMul,
  ({ inputs: { a, b, bias }, attributes, wasm }) => {
    const { activation = 'linear' } = attributes;
    const columns = b.shape.at(attributes.transposeB ? -2 : -1) as number;
    if (activation !== 'linear' && activations[activation] === undefined) return undefined;
    if (bias && (bias.dtype !== 'float32' || bias.shape.at(-1) !== columns || util.sizeFromShape(bias.shape) !== columns)) return undefined;
    const output = product(wasm, a, b, attributes, bias);
    const op = activations[activation];
    if (output && op !== undefined) {
      wasm.exports.unary(op, output.address, output.address, util.sizeFromShape(output.info.shape), 0);
    }
    return output?.info;
  },
);

/** A stack of matrices of one size. */
interface Stack {
  readonly address: number;
  readonly count: number;
  /** Bytes from one to the next; 0 for a single one. */
  readonly stride: number;
  readonly rows: number;
  readonly columns: number;
  readonly rowStride: number;
  readonly columnStride: number;
}

function product(wasm: WasmTensors, a: TensorInfo, b: TensorInfo, transposes: Transposes, bias?: TensorInfo): Output | undefined {
  if (a.dtype !== 'float32' || b.dtype !== 'float32') return undefined;
  const left = stack(wasm, a, transposes.transposeA);
  const right = stack(wasm, b, transposes.transposeB);
  if (left.columns !== right.rows) return undefined;
  const outer = [a, b].map(({ shape }) => shape.slice(0, -2)) as [number[], number[]];
  if (left.count !== 1 && right.count !== 1 && outer[0].join() !== outer[1].join()) return undefined;
  const shape = [...outerShape(outer), left.rows, right.columns];
  const addend = wasm.addressIfPresent(bias);
  const output = wasm.allocate(shape);
  const count = Math.max(left.count, right.count);
  if (left.count * right.count === 0) return output;
  if (addend) wasm.exports.fillRows(output.address, addend, count * left.rows, right.columns);
  // One matrix for all on the right: their rows are those of one tall matrix.
  const tall = right.count === 1 && !transposes.transposeA;
  for (let index = 0; index < (tall ? 1 : count); index++) {
    wasm.exports.multiply(
      output.address + index * 4 * left.rows * right.columns,
      4 * right.columns,
      left.address + index * left.stride,
      left.rowStride,
      left.columnStride,
      right.address + index * right.stride,
      right.rowStride,
      right.columnStride,
      tall ? count * left.rows : left.rows,
      right.columns,
      left.columns,
      addend !== 0,
    );
  }
  return output;
}

/** Axes of one element in front of a single matrix lengthen the shape, and nothing else. */
function outerShape([a, b]: readonly [number[], number[]]): number[] {
  const [longer, shorter] = a.length >= b.length ? [a, b] : [b, a];
  return longer.map((size, index) => (size === 1 ? (shorter[index - longer.length + shorter.length] ?? 1) : size));
}

function stack(wasm: WasmTensors, tensor: TensorInfo, transpose: boolean): Stack {
  const [rows, columns] = tensor.shape.slice(-2) as [number, number];
  const stored = { address: wasm.address(tensor), rows, columns, rowStride: 4 * columns, columnStride: 4 };
  const count = util.sizeFromShape(tensor.shape.slice(0, -2));
  return { ...(transpose ? transposed(stored) : stored), count, stride: count === 1 ? 0 : 4 * rows * columns };
}
