import { backend_util, type KernelConfig, Max, Mean, Sum, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { generalKernel } from './general-kernel.js';

interface Operand {
  readonly x: TensorInfo;
}
interface ReductionAttributes {
  readonly axis?: number | number[];
  readonly reductionIndices?: number | number[];
  readonly keepDims?: boolean;
}

/** A tensor that is reduced, taken as a matrix: along the last axes to one number a row, or along the first to one a column. */
interface Reduction {
  readonly shape: number[];
  readonly rows: number;
  readonly columns: number;
  readonly along: 'rows' | 'columns';
}

const sum = (name: string): KernelConfig =>
  generalKernel<Operand, ReductionAttributes>(name, ({ inputs: { x }, attributes: { axis, keepDims = false }, wasm }) => {
    const reduction = reductionOf(x, axis, keepDims);
    if (!reduction) return undefined;
    const { rows, columns, along } = reduction;
    const from = wasm.address(x);
    const { info, address } = wasm.allocate(reduction.shape);
    const scale = name === Mean ? 1 / (along === 'columns' ? rows : columns) : 1;
    if (along === 'columns') wasm.exports.sumColumns(address, from, rows, columns, scale);
    else wasm.exports.sumRows(address, from, rows, columns, scale);
    return info;
  });

const max = generalKernel<Operand, ReductionAttributes>(
  Max,
  ({ inputs: { x }, attributes: { reductionIndices, keepDims = false }, wasm }) => {
    const reduction = reductionOf(x, reductionIndices, keepDims);
    if (reduction?.along !== 'rows') return undefined;
    const from = wasm.address(x);
    const { info, address } = wasm.allocate(reduction.shape);
    wasm.exports.largestOfRows(address, from, reduction.rows, reduction.columns);
    return info;
  },
);

/** Sums, means and largest elements along the first axes, the last ones, or all. */
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
  const firstKept = order.indexOf(false);
  const lastKept = order.lastIndexOf(false);
  const firstReduced = order.indexOf(true);
  if (firstReduced === -1 || lastKept < firstReduced) return { shape: outShape, rows: count, columns: each, along: 'rows' };
  if (order.lastIndexOf(true) < firstKept) return { shape: outShape, rows: each, columns: count, along: 'columns' };
  return undefined;
}
