import { dispose, tidy } from '@tensorflow/tfjs-core';
import type { Initializer } from '@tidegate/cells';
import type { Model, Random, TensorTree } from '@tidegate/core';
import { dropout } from '@tidegate/ops';
import { createDenseHead, type DenseHeadParams, runDenseHead } from '../dense-head/dense-head.js';
import { embedTokens } from '../embedding/embed-tokens.js';
import { createEmbedding, type EmbeddingParams, freezeOnRequest } from '../embedding/table.js';
import type { TokenBatch } from '../embedding/token-batch.js';
import { createVariables } from '../parameters/variables.js';
import { createBidirectionalEncoder } from '../recurrent-encoder/bidirectional-encoder.js';
import { assertTextRnnConfig, type TextRnnConfig } from './config.js';
import { pool } from './pooling.js';

export type TextRnn = Model<TokenBatch, TextRnnConfig>;

type Params = { readonly embedding: EmbeddingParams; readonly encoder: TensorTree; readonly head: DenseHeadParams };

const normal: Initializer = { kind: 'normal', deviation: 0.1 };

/**
 * TextRNN, which sorts texts into classes: an embedding, bidirectional RNN, LSTM or GRU layers, one vector of the top layer's outputs,
 * and a dense head. Logits are `[batch, outputSize]`, of which padding changes nothing.
 *
 * Follows brightmart/text_classification's `a03_TextRNN`, whose vector is `pooling: 'last-position'`; Liu, Qiu and Huang, "Recurrent neural network for
 * text classification with multi-task learning", IJCAI 2016.
 *
 * @param random where the first weights come from
 * @throws ArgumentError if a value of the configuration is out of its range
 */
export function textRnn(config: TextRnnConfig, random: Random): TextRnn {
  assertTextRnnConfig(config);
  const { embeddingSize, hiddenSize = embeddingSize, pooling = 'final-state', dropout: rate = 0 } = config;
  const encoder = createBidirectionalEncoder({ initializer: normal, ...config, hiddenSize }, embeddingSize);
  const variables = createVariables(
    tidy(() => ({
      embedding: createEmbedding({ embeddingInitializer: normal, ...config }, random.split('embedding')),
      encoder: encoder.createParams(random.split('encoder')),
      head: createDenseHead({ outputInitializer: normal, ...config }, 2 * hiddenSize, random.split('head')),
    })),
  );
  freezeOnRequest(config, variables.byPath);
  const params = variables.tree as Params;
  return {
    name: 'textRnn',
    config,
    parameters: variables.byPath,
    logits: ({ ids, lengths }, context) =>
      tidy(() => {
        const inputs = embedTokens('textRnn', config, params.embedding, ids, context);
        const both = encoder.run(params.encoder, inputs, { context, ...(lengths && { lengths }) });
        const features = pool(pooling, both, lengths);
        const kept = context.training ? dropout(features, rate, context.random.split('features')) : features;
        return runDenseHead(params.head, kept);
      }),
    dispose: () => dispose(Object.values(variables.byPath)),
  };
}
