import { type Rank, type Tensor1D, type Tensor3D, zeros } from '@tensorflow/tfjs-core';
import { glorotUniform, initialize } from '@tidegate/cells';
import type { Random } from '@tidegate/core';

export type ConvolutionParams = {
  /** `[width, channels, filters]` */
  readonly kernel: Tensor3D;
  /** `[filters]` */
  readonly bias: Tensor1D;
};

/** A convolution for each width, under its position: `0`, `1`, ... */
export type ConvolutionsParams = { readonly [index: string]: ConvolutionParams };

export function createConvolutions(widths: readonly number[], channels: number, filters: number, random: Random): ConvolutionsParams {
  return Object.fromEntries(
    widths.map((width, index) => {
      const fan = { fanIn: width * channels, fanOut: width * filters };
      const kernel = initialize<Rank.R3>(glorotUniform, [width, channels, filters], fan, random.split(index));
      return [String(index), { kernel, bias: zeros<Rank.R1>([filters]) }];
    }),
  );
}
