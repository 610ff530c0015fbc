import { dispose, tidy } from '@tensorflow/tfjs-core';
import { assertShape, type Model, type Random, type TensorTree } from '@tidegate/core';
import { createDenseHead, type DenseHeadParams, runDenseHead } from '../dense-head/dense-head.js';
import { createEmbedding, type EmbeddingParams } from '../embedding/table.js';
import type { TokenBatch } from '../embedding/token-batch.js';
import { createVariables } from '../parameters/variables.js';
import { createEncoder } from '../recurrent-encoder/encoder.js';
import { assertLanguageModelConfig, type LanguageModelConfig } from './config.js';

export type LanguageModel = Model<TokenBatch, LanguageModelConfig>;

type Params = { readonly embedding: EmbeddingParams; readonly encoder: TensorTree; readonly head: DenseHeadParams };

/**
 * A language model of characters or words: an embedding, a stack of RNN, LSTM or GRU layers that read from left to right, and at each
 * step a score for every token of the vocabulary to be the next one. Logits are `[batch, time, vocabularySize]`; what they say at padded
 * steps means nothing. Mikolov et al., "Recurrent neural network based language model", Interspeech 2010.
 *
 * @param random where the first weights come from
 * @throws ArgumentError if a value of the configuration is out of its range
 */
export function languageModel(config: LanguageModelConfig, random: Random): LanguageModel {
  assertLanguageModelConfig(config);
  const { vocabularySize } = config;
  const encoder = createEncoder({ ...config, bidirectional: false }, config.embeddingSize);
  const variables = createVariables(
    tidy(() => ({
      embedding: createEmbedding(config, random.split('embedding')),
      encoder: encoder.createParams(random.split('encoder')),
      head: createDenseHead({ ...config, outputSize: vocabularySize }, encoder.outputSize, random.split('head')),
    })),
  );
  const params = variables.tree as Params;
  return {
    name: 'languageModel',
    config,
    parameters: variables.byPath,
    logits: ({ ids, lengths }, context) =>
      tidy(() => {
        assertShape('languageModel', 'ids', ids, ['batch', 'time']);
        const { outputs } = encoder.run(params.encoder, { table: params.embedding.table, ids }, { context, ...(lengths && { lengths }) });
        return runDenseHead(params.head, outputs);
      }),
    dispose: () => dispose(Object.values(variables.byPath)),
  };
}
