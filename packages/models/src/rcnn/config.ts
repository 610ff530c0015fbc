import { ArgumentError, assertInteger } from '@tidegate/core';
import { assertDenseHeadConfig, type DenseHeadConfig } from '../dense-head/dense-head.js';
import { assertEmbeddingConfig, type EmbeddingConfig } from '../embedding/config.js';
import { assertRecurrentEncoderConfig, type RecurrentEncoderConfig } from '../recurrent-encoder/config.js';

/** Everything that shapes an RCNN; plain JSON. */
export type RcnnConfig = EmbeddingConfig &
  Omit<RecurrentEncoderConfig, 'bidirectional' | 'dropout'> &
  DenseHeadConfig & {
    /** Steps that each convolution sees at a time; 1, 2, 3 and 4 by default. */
    readonly widths?: readonly number[];
    /** Filters of each width; 128 by default. */
    readonly filters?: number;
    /** Probability by which an output of a lower layer, and a feature that the dense head reads, is dropped in training; 0 by default. */
    readonly dropout?: number;
  };

export const defaultWidths: readonly number[] = [1, 2, 3, 4];
export const defaultFilters = 128;

/** @throws ArgumentError if a value is out of its range */
export function assertRcnnConfig(config: RcnnConfig): void {
  const caller = 'rcnn';
  const { widths = defaultWidths, filters = defaultFilters } = config;
  assertEmbeddingConfig(caller, config);
  assertRecurrentEncoderConfig(caller, config);
  if (widths.length === 0) throw new ArgumentError(caller, 'widths', widths, 'at least one width');
  for (const [index, width] of widths.entries()) assertInteger(caller, `widths[${index}]`, width, 1);
  assertInteger(caller, 'filters', filters, 1);
  assertDenseHeadConfig(caller, config);
}
