import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { ClipByGlobalNorm, type ClipByGlobalNormAttributes, decodeGroup } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import type { WasmTensors } from '../tensors/wasm-tensors.js';
import { type Vector, writeVectors } from '../vectors/write-vectors.js';

/** Gradients that are held by their touched rows stay so. */
export const clipByGlobalNormKernel = defineKernel<Record<string, unknown>, ClipByGlobalNormAttributes>(
  ClipByGlobalNorm,
  ({ inputs, attributes: { limit }, wasm }) => {
    const gradients = decodeGroup(inputs, 'gradient');
    writeVectors(
      wasm,
      gradients.map((gradient) => given(wasm, gradient)),
    );
    const norm = Math.sqrt(wasm.exports.sumSquares(gradients.length));
    if (norm <= limit) return gradients.map((gradient) => wasm.share(gradient));
    const factor = limit / norm;
    // All elements become not a number, those of rows that are not touched as well.
    if (Number.isNaN(factor)) for (const gradient of gradients) wasm.address(gradient);
    const scaled = gradients.map((gradient) => scaledLike(wasm, gradient));
    writeVectors(
      wasm,
      scaled.map(({ vector }) => vector),
    );
    wasm.exports.scaleVectors(scaled.length, factor);
    return scaled.map(({ output }) => output);
  },
);

/** The elements of a gradient that may not be zero. */
function given(wasm: WasmTensors, gradient: TensorInfo): Vector {
  const touched = wasm.touchedRows(gradient);
  if (touched) return { from: touched.address, length: touched.count * touched.columns };
  return { from: wasm.address(gradient), length: util.sizeFromShape(gradient.shape) };
}

/** A new gradient, held as the given one is. */
function scaledLike(wasm: WasmTensors, gradient: TensorInfo): { readonly output: TensorInfo; readonly vector: Vector } {
  const vector = given(wasm, gradient);
  const touched = wasm.touchedRows(gradient);
  if (!touched) {
    const { info, address } = wasm.allocate(gradient.shape);
    return { output: info, vector: { ...vector, to: address } };
  }
  const address = wasm.memorySpace.allocate(4 * (vector.length + touched.count));
  const rows = address + 4 * vector.length;
  wasm.exports.copyFloats(rows, touched.rows, touched.count);
  return { output: wasm.ofTouchedRows(gradient.shape, { ...touched, address, rows }), vector: { ...vector, to: address } };
}
