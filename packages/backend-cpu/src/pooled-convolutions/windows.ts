import type { NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import { decodeGroup } from '@tidegate/ops';
import { type Matrix, matrix } from '../matrix/matrix.js';
import { readFloats, readIntegers } from '../tensors.js';

/** One of the convolutions: `values` are its kernel `[width, channels, filters]`, and its filters begin at `feature` among all features. */
export interface Convolution {
  readonly values: Float32Array;
  readonly bias: Float32Array;
  readonly width: number;
  readonly filters: number;
  readonly feature: number;
}

/** What both kernels read of the inputs of the op. */
export interface Convolutions {
  readonly batch: number;
  readonly time: number;
  readonly channels: number;
  /** The sum of all filters. */
  readonly features: number;
  /** `[batch, time, channels]` */
  readonly inputs: Float32Array;
  readonly convolutions: readonly Convolution[];
  /** How many windows of a width lie within a sequence. */
  windows(sequence: number, width: number): number;
}

export function readConvolutions(backend: unknown, named: NamedTensorInfoMap): Convolutions {
  const inputs = named.inputs as TensorInfo;
  const [batch, time, channels] = inputs.shape as [number, number, number];
  const lengths = named.lengths && readIntegers(backend, named.lengths);
  const biases = decodeGroup(named, 'bias');
  let features = 0;
  const convolutions = decodeGroup(named, 'kernel').map((kernel, index): Convolution => {
    const [width, , filters] = kernel.shape as [number, number, number];
    const feature = features;
    features += filters;
    return { values: readFloats(backend, kernel), bias: readFloats(backend, biases[index] as TensorInfo), width, filters, feature };
  });
  const windows = (sequence: number, width: number): number => Math.max(0, Math.min(lengths?.[sequence] ?? time, time) - width + 1);
  return { batch, time, channels, features, inputs: readFloats(backend, inputs), convolutions, windows };
}

/**
 * The factors of a convolution as shifted products: the steps that the tap at `offset` sees, for windows that start at the first steps of
 * all sequences laid end to end. Windows that reach into the next sequence are none of a sequence's own, so nobody reads their values.
 *
 * @param values `[batch, time, width]`
 */
export function shifted(values: Float32Array, steps: number, width: number, offset: number): Matrix {
  return { ...matrix(values, Math.max(0, steps - offset), width), offset: offset * width };
}

/** The part `[channels, filters]` of a kernel at one of its taps. */
export function tap(values: Float32Array, channels: number, filters: number, offset: number): Matrix {
  return { ...matrix(values, channels, filters), offset: offset * channels * filters };
}

/** The columns of one convolution among all features, for as many steps from the first on. */
export function featureColumns(values: Float32Array, rows: number, features: number, { feature, filters }: Convolution): Matrix {
  return { values, offset: feature, rows: Math.max(0, rows), columns: filters, rowStride: features, columnStride: 1 };
}
