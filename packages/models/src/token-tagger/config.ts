import { assertDenseHeadConfig, type DenseHeadConfig } from '../dense-head/dense-head.js';
import { assertEmbeddingConfig, type EmbeddingConfig } from '../embedding/config.js';
import { assertRecurrentEncoderConfig, type RecurrentEncoderConfig } from '../recurrent-encoder/config.js';

/** Everything that shapes a tagger of tokens; plain JSON. */
export type TokenTaggerConfig = EmbeddingConfig & RecurrentEncoderConfig & DenseHeadConfig;

/** @throws ArgumentError if a value is out of its range */
export function assertTokenTaggerConfig(config: TokenTaggerConfig): void {
  const caller = 'tokenTagger';
  assertEmbeddingConfig(caller, config);
  assertRecurrentEncoderConfig(caller, config);
  assertDenseHeadConfig(caller, config);
}
