import { assertDenseHeadConfig, type DenseHeadConfig } from '../dense-head/dense-head.js';
import { assertEmbeddingConfig, type EmbeddingConfig } from '../embedding/config.js';
import { assertRecurrentEncoderConfig, type RecurrentEncoderConfig } from '../recurrent-encoder/config.js';

/** Everything that shapes a language model; plain JSON. */
export type LanguageModelConfig = EmbeddingConfig & Omit<RecurrentEncoderConfig, 'bidirectional'> & Omit<DenseHeadConfig, 'outputSize'>;

/** @throws ArgumentError if a value is out of its range */
export function assertLanguageModelConfig(config: LanguageModelConfig): void {
  const caller = 'languageModel';
  assertEmbeddingConfig(caller, config);
  assertRecurrentEncoderConfig(caller, config);
  assertDenseHeadConfig(caller, { ...config, outputSize: config.vocabularySize });
}
