import { assertOptions, type OptionNames } from '../config/assert-options.js';
import { assertDenseHeadConfig, type DenseHeadConfig, denseHeadOptions } from '../dense-head/dense-head.js';
import { assertEmbeddingConfig, type EmbeddingConfig, embeddingOptions } from '../embedding/config.js';
import { assertRecurrentEncoderConfig, type RecurrentEncoderConfig, recurrentEncoderOptions } from '../recurrent-encoder/config.js';

/** Everything that shapes a tagger of tokens; plain JSON. */
export type TokenTaggerConfig = EmbeddingConfig & RecurrentEncoderConfig & DenseHeadConfig;

const options: OptionNames<TokenTaggerConfig> = { ...embeddingOptions, ...recurrentEncoderOptions, ...denseHeadOptions };

/** @throws ArgumentError if an option is unknown, a value is out of its range, or an option does not go with the others */
export function assertTokenTaggerConfig(config: TokenTaggerConfig): void {
  const caller = 'tokenTagger';
  assertOptions(caller, config, options);
  assertEmbeddingConfig(caller, config);
  assertRecurrentEncoderConfig(caller, config);
  assertDenseHeadConfig(caller, config);
}
