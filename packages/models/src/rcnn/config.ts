import { ArgumentError, assertInteger, assertOneOf } from '@tidegate/core';
import { assertOptions, type OptionNames } from '../config/assert-options.js';
import { assertDenseHeadConfig, type DenseHeadConfig, denseHeadOptions } from '../dense-head/dense-head.js';
import { assertEmbeddingConfig, type EmbeddingConfig, embeddingOptions } from '../embedding/config.js';
import { assertRecurrentEncoderConfig, type RecurrentEncoderConfig, recurrentEncoderOptions } from '../recurrent-encoder/config.js';

export const rcnnVariants = ['multi-width', 'original'] as const;
export type RcnnVariant = (typeof rcnnVariants)[number];

/** Everything that shapes an RCNN; plain JSON. */
export type RcnnConfig = EmbeddingConfig &
  Omit<RecurrentEncoderConfig, 'bidirectional' | 'merge' | 'dropout'> &
  DenseHeadConfig & {
    /** How the tokens in their contexts become one vector; `multi-width` by default. */
    readonly variant?: RcnnVariant;
    /** Of the variant `multi-width`: steps that each convolution sees at a time; 1, 2, 3 and 4 by default. */
    readonly widths?: readonly number[];
    /** Of the variant `multi-width`: filters of each width; 128 by default. */
    readonly filters?: number;
    /** Of the variant `original`: features of a token in its contexts, of which the maximum is taken; 100 by default, as its authors chose. */
    readonly latentSize?: number;
    /** Probability by which an output of a lower layer, and a feature that the dense head reads, is dropped in training; 0 by default. */
    readonly dropout?: number;
  };

const { bidirectional: _, merge: __, ...encoderOptions } = recurrentEncoderOptions;
const options: OptionNames<RcnnConfig> = {
  ...embeddingOptions,
  ...encoderOptions,
  ...denseHeadOptions,
  variant: true,
  widths: true,
  filters: true,
  latentSize: true,
};

export const defaultWidths: readonly number[] = [1, 2, 3, 4];
export const defaultFilters = 128;
export const defaultLatentSize = 100;

/** Options that only one variant has. */
const variantOf = { widths: 'multi-width', filters: 'multi-width', latentSize: 'original' } as const;

/** @throws ArgumentError if an option is unknown, a value is out of its range, or an option does not go with the others */
export function assertRcnnConfig(config: RcnnConfig): void {
  const caller = 'rcnn';
  assertOptions(caller, config, options);
  const { variant = 'multi-width', widths = defaultWidths, filters = defaultFilters, latentSize = defaultLatentSize } = config;
  assertEmbeddingConfig(caller, config);
  assertRecurrentEncoderConfig(caller, config);
  assertOneOf(caller, 'variant', variant, rcnnVariants);
  for (const option of ['widths', 'filters', 'latentSize'] as const) {
    const value = config[option];
    if (value === undefined || variantOf[option] === variant) continue;
    throw new ArgumentError(caller, option, value, `absent in the variant ${variant}: it is an option of ${variantOf[option]}`);
  }
  if (!Array.isArray(widths) || widths.length === 0) throw new ArgumentError(caller, 'widths', widths, 'a list of at least one width');
  for (const [index, width] of widths.entries()) assertInteger(caller, `widths[${index}]`, width, 1);
  assertInteger(caller, 'filters', filters, 1);
  assertInteger(caller, 'latentSize', latentSize, 1);
  assertDenseHeadConfig(caller, config);
}
