import { assertFlag } from '../config/assert-flag.js';
import { assertOptions, type OptionNames } from '../config/assert-options.js';
import { assertDenseHeadConfig, type DenseHeadConfig, denseHeadOptions } from '../dense-head/dense-head.js';
import { assertEmbeddingConfig, type EmbeddingConfig, embeddingOptions } from '../embedding/config.js';
import { assertRecurrentEncoderConfig, type RecurrentEncoderConfig, recurrentEncoderOptions } from '../recurrent-encoder/config.js';

/** Everything that shapes a language model; plain JSON. */
export type LanguageModelConfig = EmbeddingConfig &
  Omit<RecurrentEncoderConfig, 'bidirectional' | 'merge'> &
  Omit<DenseHeadConfig, 'outputSize'> & {
    /**
     * Whether a token's vector is also its row of the head, so that one table is learned from both sides; false by default. The top layer
     * then gives as many features as a vector has. Press and Wolf, "Using the output embedding to improve language models", EACL 2017.
     * Vectors as large as the default ones make a new model all too sure: give an `embeddingInitializer` such as
     * `{ kind: 'uniform', low: -0.1, high: 0.1 }`.
     */
    readonly tieEmbeddings?: boolean;
  };

const { bidirectional: _, merge: __, ...encoderOptions } = recurrentEncoderOptions;
const { outputSize: ___, ...headOptions } = denseHeadOptions;
const options: OptionNames<LanguageModelConfig> = { ...embeddingOptions, ...encoderOptions, ...headOptions, tieEmbeddings: true };

/** @throws ArgumentError if an option is unknown, a value is out of its range, or an option does not go with the others */
export function assertLanguageModelConfig(config: LanguageModelConfig): void {
  const caller = 'languageModel';
  assertOptions(caller, config, options);
  assertEmbeddingConfig(caller, config);
  assertRecurrentEncoderConfig(caller, config);
  assertDenseHeadConfig(caller, { ...config, outputSize: config.vocabularySize });
  assertFlag(caller, 'tieEmbeddings', config.tieEmbeddings);
}
