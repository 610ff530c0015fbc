import { dispose, tidy } from '@tensorflow/tfjs-core';
import { watchedUnder } from '@tidegate/cells';
import type { Model, Random, TensorTree } from '@tidegate/core';
import { createDenseHead, type DenseHeadParams, runDenseHead } from '../dense-head/dense-head.js';
import { embedTokens } from '../embedding/embed-tokens.js';
import { createEmbedding, type EmbeddingParams, freezeOnRequest } from '../embedding/table.js';
import type { TokenBatch } from '../embedding/token-batch.js';
import { createVariables } from '../parameters/variables.js';
import { createEncoder } from '../recurrent-encoder/encoder.js';
import { assertTokenTaggerConfig, type TokenTaggerConfig } from './config.js';

export type TokenTagger = Model<TokenBatch, TokenTaggerConfig>;

type Params = { readonly embedding: EmbeddingParams; readonly encoder: TensorTree; readonly head: DenseHeadParams };

/**
 * A tagger of tokens, for parts of speech, slots or the names in a text: an embedding, recurrent layers, and a dense head at each step.
 * Logits are `[batch, time, outputSize]`; what they say at padded steps means nothing. With `bidirectional`, each tag is chosen by all of
 * the text: Huang, Xu and Yu, "Bidirectional LSTM-CRF models for sequence tagging", arXiv 1508.01991, without the conditional random field.
 *
 * @param random where the first weights come from
 * @throws ArgumentError if a value of the configuration is out of its range
 */
export function tokenTagger(config: TokenTaggerConfig, random: Random): TokenTagger {
  assertTokenTaggerConfig(config);
  const encoder = createEncoder('tokenTagger', config, config.embeddingSize);
  const variables = createVariables(
    tidy(() => ({
      embedding: createEmbedding(config, random.split('embedding')),
      encoder: encoder.createParams(random.split('encoder')),
      head: createDenseHead(config, encoder.outputSize, random.split('head')),
    })),
  );
  freezeOnRequest(config, variables.byPath);
  const params = variables.tree as Params;
  return {
    name: 'tokenTagger',
    config,
    parameters: variables.byPath,
    logits: ({ ids, lengths }, context) =>
      tidy(() => {
        const inputs = embedTokens('tokenTagger', config, params.embedding, ids, context);
        const { outputs } = encoder.run(params.encoder, inputs, { context: watchedUnder(context, 'encoder'), ...(lengths && { lengths }) });
        return runDenseHead(params.head, outputs);
      }),
    dispose: () => dispose(Object.values(variables.byPath)),
  };
}
