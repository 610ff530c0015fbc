import { ArgumentError, assertInteger, assertNumber, assertOneOf } from '@tidegate/core';
import { assertOptions, type OptionNames } from '../config/assert-options.js';
import { assertDenseHeadConfig, type DenseHeadConfig, denseHeadOptions } from '../dense-head/dense-head.js';
import { assertEmbeddingConfig, type EmbeddingConfig, embeddingOptions } from '../embedding/config.js';
import { assertRecurrentEncoderConfig, type RecurrentEncoderConfig, recurrentEncoderOptions } from '../recurrent-encoder/config.js';
import { type Pooling, poolings } from './pooling.js';

/** Everything that shapes a TextRNN; plain JSON. All weights but biases are drawn from `normal(0, 0.1)` unless it says otherwise. */
export type TextRnnConfig = EmbeddingConfig &
  Omit<RecurrentEncoderConfig, 'bidirectional' | 'merge' | 'hiddenSize' | 'dropout'> &
  DenseHeadConfig & {
    /** Units of each layer, in each direction; `embeddingSize` by default. */
    readonly hiddenSize?: number;
    /** What of the top layer the dense head reads; `final-state` by default. */
    readonly pooling?: Pooling;
    /** Of the pooling `attention`: features that steps are compared by; as many as an output of both directions has by default. */
    readonly attentionSize?: number;
    /** Probability by which an output of a lower layer, and a feature that the dense head reads, is dropped in training; 0 by default. */
    readonly dropout?: number;
    /** Probability by which an output of either direction of the top layer is dropped in training, before the pooling; 0 by default. */
    readonly directionDropout?: number;
  };

const { bidirectional: _, merge: __, ...encoderOptions } = recurrentEncoderOptions;
const options: OptionNames<TextRnnConfig> = {
  ...embeddingOptions,
  ...encoderOptions,
  ...denseHeadOptions,
  pooling: true,
  attentionSize: true,
  directionDropout: true,
};

/** @throws ArgumentError if an option is unknown, a value is out of its range, or an option does not go with the others */
export function assertTextRnnConfig(config: TextRnnConfig): void {
  const caller = 'textRnn';
  assertOptions(caller, config, options);
  const { pooling = 'final-state', attentionSize } = config;
  assertEmbeddingConfig(caller, config);
  assertRecurrentEncoderConfig(caller, { ...config, hiddenSize: config.hiddenSize ?? config.embeddingSize });
  assertOneOf(caller, 'pooling', pooling, poolings);
  if (attentionSize !== undefined) {
    assertInteger(caller, 'attentionSize', attentionSize, 1);
    if (pooling !== 'attention') throw new ArgumentError(caller, 'attentionSize', attentionSize, `absent with the pooling ${pooling}`);
  }
  assertNumber(caller, 'directionDropout', config.directionDropout ?? 0, { least: 0, most: 1, open: true });
  assertDenseHeadConfig(caller, config);
}
