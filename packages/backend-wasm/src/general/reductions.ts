import { backend_util, type KernelConfig, Max, Mean, Sum, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { maximum } from './binary.js';
import { leastOfLaunch } from './broadcast.js';
import { generalKernel } from './general-kernel.js';

interface Operand {
  readonly x: TensorInfo;
}
interface ReductionAttributes {
  readonly axis?: number | number[];
  readonly reductionIndices?: number | number[];
  readonly keepDims?: boolean;
}

/**
 * A tensor that is reduced, taken as a matrix: along the last axes to one number a row, or along the first to one a column; along axes in
 * the middle it is several matrices, one after the other, of which the columns are reduced.
 */
interface Reduction {
  readonly shape: number[];
  readonly matrices: number;
  readonly rows: number;
  readonly columns: number;
  readonly along: 'rows' | 'columns';
}

const sum = (name: string): KernelConfig =>
  generalKernel<Operand, ReductionAttributes>(name, ({ inputs: { x }, attributes: { axis, keepDims = false }, wasm }) => {
    const reduction = reductionOf(x, axis, keepDims);
    if (!reduction) return undefined;
    const { matrices, rows, columns, along } = reduction;
    const from = wasm.address(x);
    const { info, address } = wasm.allocate(reduction.shape);
    const scale = name === Mean ? 1 / (along === 'columns' ? rows : columns) : 1;
    if (along === 'rows') wasm.exports.sumRows(address, from, rows, columns, scale);
    else
      for (let matrix = 0; matrix < matrices; matrix++)
        wasm.exports.sumColumns(address + 4 * matrix * columns, from + 4 * matrix * rows * columns, rows, columns, scale);
    return info;
  });

const max = generalKernel<Operand, ReductionAttributes>(
  Max,
  ({ inputs: { x }, attributes: { reductionIndices, keepDims = false }, wasm }) => {
    const reduction = reductionOf(x, reductionIndices, keepDims);
    if (!reduction) return undefined;
    const { matrices, rows, columns, along } = reduction;
    if (along === 'columns' && matrices * columns < leastOfLaunch) return undefined;
    const from = wasm.address(x);
    const { info, address } = wasm.allocate(reduction.shape);
    if (along === 'rows') wasm.exports.largestOfRows(address, from, rows, columns);
    else
      for (let row = 0; row < rows; row++) {
        const before = row === 0 ? { at: from, step: 4 * rows * columns } : { at: address, step: 4 * columns };
        const next = from + 4 * row * columns;
        wasm.exports.binary(maximum, address, before.at, next, matrices, columns, before.step, 4 * rows * columns, 4, 4);
      }
    return info;
  },
);

/** Sums, means and largest elements along axes that stand side by side. */
export const reductionKernels: readonly KernelConfig[] = [sum(Sum), sum(Mean), max];

function reductionOf({ shape, dtype }: TensorInfo, axis: number | number[] | undefined, keepDims: boolean): Reduction | undefined {
  if (dtype !== 'float32') return undefined;
  const axes = util.parseAxisParam(axis as number | number[], shape);
  const reduced = shape.map((_, index) => axes.includes(index));
  const [kept] = backend_util.computeOutAndReduceShapes(shape, axes);
  const outShape = keepDims ? backend_util.expandShapeToKeepDim(kept, axes) : kept;
  const count = util.sizeFromShape(kept);
  const each = util.sizeFromShape(shape) / Math.max(1, count);
  if (count === 0 || each === 0) return undefined;
  // Axes of one element may stand anywhere.
  const order = reduced.filter((_, index) => shape[index] !== 1);
  const lastKept = order.lastIndexOf(false);
  const firstReduced = order.indexOf(true);
  const lastReduced = order.lastIndexOf(true);
  if (firstReduced === -1 || lastKept < firstReduced) return { shape: outShape, matrices: 1, rows: count, columns: each, along: 'rows' };
  if (order.slice(firstReduced, lastReduced).includes(false)) return undefined;
  const sizes = shape.filter((size) => size !== 1);
  const matrices = util.sizeFromShape(sizes.slice(0, firstReduced));
  if (matrices > 1 && (each * count) / matrices < leastOfLaunch) return undefined;
  return { shape: outShape, matrices, rows: each, columns: count / matrices, along: 'columns' };
}
