import { GatherV2, type TensorInfo, UnsortedSegmentSum, util } from '@tensorflow/tfjs-core';
import { generalKernel } from './general-kernel.js';

interface GatherInputs {
  readonly x: TensorInfo;
  readonly indices: TensorInfo;
}
interface GatherAttributes {
  readonly axis: number;
  readonly batchDims?: number;
}

/** Rows by their numbers, all of which must be there. */
export const gatherKernel = generalKernel<GatherInputs, GatherAttributes>(
  GatherV2,
  ({ inputs: { x, indices }, attributes: { axis, batchDims = 0 }, wasm }) => {
    const [rows = 0, ...rest] = x.shape;
    if (axis !== 0 || batchDims !== 0 || x.dtype !== 'float32' || indices.dtype !== 'int32' || x.shape.length === 0) return undefined;
    const tokens = util.sizeFromShape(indices.shape);
    const ids = wasm.address(indices);
    if (wasm.exports.firstIdOutside(ids, tokens, rows) >= 0) return undefined;
    const table = wasm.address(x);
    const { info, address } = wasm.allocate([...indices.shape, ...rest]);
    wasm.exports.lookUpRows(address, table, ids, tokens, util.sizeFromShape(rest));
    return info;
  },
);

interface SegmentInputs {
  readonly x: TensorInfo;
  readonly segmentIds: TensorInfo;
}

/** Sums of rows by the numbers of their segments, all of which must be there. */
export const unsortedSegmentSumKernel = generalKernel<SegmentInputs, { readonly numSegments: number }>(
  UnsortedSegmentSum,
  ({ inputs: { x, segmentIds }, attributes: { numSegments }, wasm }) => {
    const [rows = 0, ...rest] = x.shape;
    if (x.dtype !== 'float32' || segmentIds.dtype !== 'int32' || segmentIds.shape.length !== 1) return undefined;
    const ids = wasm.address(segmentIds);
    if (wasm.exports.firstIdOutside(ids, rows, numSegments) >= 0) return undefined;
    const arriving = wasm.address(x);
    const { info, address } = wasm.allocate([numSegments, ...rest]);
    wasm.exports.placeTokens(ids, rows, numSegments);
    wasm.exports.sumAllRows(address, numSegments, arriving, rows, util.sizeFromShape(rest));
    return info;
  },
);
