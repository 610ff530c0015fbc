import type { TensorInfo } from '@tensorflow/tfjs-core';
import { decodeGroup } from '@tidegate/ops';
import type { Parts, WebgpuTensors } from '../tensors/webgpu-tensors.js';

/** One of the convolutions: its filters begin at `feature` among all features. */
export interface Convolution {
  readonly width: number;
  readonly filters: number;
  readonly feature: number;
}

/** The sizes of one call, and its convolutions. */
export interface Convolutions {
  readonly batch: number;
  readonly time: number;
  readonly channels: number;
  /** The sum of all filters. */
  readonly features: number;
  readonly convolutions: readonly Convolution[];
  /** Each `[width, channels, filters]` */
  readonly kernels: readonly TensorInfo[];
  /** Each `[filters]` */
  readonly biases: readonly TensorInfo[];
  /** `[batch]`, if given. */
  readonly lengths: TensorInfo | undefined;
}

export function readConvolutions(inputs: object): Convolutions {
  const named = inputs as Readonly<Record<string, TensorInfo | undefined>>;
  const [batch, time, channels] = (named.inputs as TensorInfo).shape as [number, number, number];
  const kernels = decodeGroup(named, 'kernel');
  let features = 0;
  const convolutions = kernels.map(({ shape: [width = 0, , filters = 0] }): Convolution => {
    const feature = features;
    features += filters;
    return { width, filters, feature };
  });
  return { batch, time, channels, features, convolutions, kernels, biases: decodeGroup(named, 'bias'), lengths: named.lengths };
}

/** A place for all kernels, then all biases, in one buffer; what is in it is still to be written. */
export function makeWeights(webgpu: WebgpuTensors, { kernels, biases }: Convolutions): Parts {
  return webgpu.makeParts([...kernels, ...biases].map(({ shape }) => shape));
}

/** All kernels and biases in one buffer, for whoever calls to dispose of. */
export function packWeights(webgpu: WebgpuTensors, given: Convolutions): Parts {
  const parts = makeWeights(webgpu, given);
  webgpu.copy([...given.kernels, ...given.biases].map((from, index) => ({ from, to: parts.infos[index] as TensorInfo })));
  return parts;
}

/**
 * What programs know of each convolution, in the order of `convolutionAt`: its sizes, where its kernel and bias begin in the buffer of all
 * weights, and the first tile that is no longer its own, if tiles are dealt out to one convolution after the other. For whoever calls to
 * dispose of.
 */
export function makeTable(
  webgpu: WebgpuTensors,
  { convolutions }: Convolutions,
  starts: readonly number[],
  tilesOf: (convolution: Convolution) => number,
): { readonly table: TensorInfo; readonly tiles: number } {
  let tiles = 0;
  const words = convolutions.flatMap((convolution, index) => {
    const { width, filters, feature } = convolution;
    tiles += tilesOf(convolution);
    return [width, filters, feature, starts[index] as number, starts[convolutions.length + index] as number, tiles];
  });
  return { table: webgpu.makeTensorInfo([words.length], 'int32', Int32Array.from(words)), tiles };
}
