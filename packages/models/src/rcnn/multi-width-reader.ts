import { concat } from '@tensorflow/tfjs-core';
import { pooledConvolutions } from '@tidegate/ops';
import { defaultFilters, defaultWidths, type RcnnConfig } from './config.js';
import { type ConvolutionParams, createConvolutions } from './convolutions.js';
import type { ContextReader } from './reader.js';

/**
 * Convolutions of several widths over the vectors beside the outputs of both directions, each with a ReLU; the average and the maximum of
 * every filter over the windows of the text.
 *
 * @param channels features of a token's vector and both outputs
 */
export function multiWidthReader({ widths = defaultWidths, filters = defaultFilters }: RcnnConfig, channels: number): ContextReader {
  return {
    name: 'convolutions',
    featureSize: 2 * widths.length * filters,
    createParams: (random) => createConvolutions(widths, channels, filters, random),
    read(params, { vectors, forward, backward, lengths }) {
      const convolutions = widths.map((_, index) => params[index] as ConvolutionParams);
      const { pooled } = pooledConvolutions({
        inputs: concat([vectors, forward, backward], 2),
        kernels: convolutions.map(({ kernel }) => kernel),
        biases: convolutions.map(({ bias }) => bias),
        lengths,
      });
      return pooled;
    },
  };
}
