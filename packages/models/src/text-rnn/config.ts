import { assertOneOf } from '@tidegate/core';
import { assertDenseHeadConfig, type DenseHeadConfig } from '../dense-head/dense-head.js';
import { assertEmbeddingConfig, type EmbeddingConfig } from '../embedding/config.js';
import { assertRecurrentEncoderConfig, type RecurrentEncoderConfig } from '../recurrent-encoder/config.js';
import { type Pooling, poolings } from './pooling.js';

/** Everything that shapes a TextRNN; plain JSON. All weights but biases are drawn from `normal(0, 0.1)` unless it says otherwise. */
export type TextRnnConfig = EmbeddingConfig &
  Omit<RecurrentEncoderConfig, 'bidirectional' | 'hiddenSize' | 'dropout'> &
  DenseHeadConfig & {
    /** Units of each layer, in each direction; `embeddingSize` by default. */
    readonly hiddenSize?: number;
    /** What of the top layer the dense head reads; `final-state` by default. */
    readonly pooling?: Pooling;
    /** Probability by which an output of a lower layer, and a feature that the dense head reads, is dropped in training; 0 by default. */
    readonly dropout?: number;
  };

/** @throws ArgumentError if a value is out of its range */
export function assertTextRnnConfig(config: TextRnnConfig): void {
  const caller = 'textRnn';
  assertEmbeddingConfig(caller, config);
  assertRecurrentEncoderConfig(caller, { ...config, hiddenSize: config.hiddenSize ?? config.embeddingSize });
  assertOneOf(caller, 'pooling', config.pooling ?? 'final-state', poolings);
  assertDenseHeadConfig(caller, config);
}
