import { concat, dispose, type Tensor3D, tidy } from '@tensorflow/tfjs-core';
import { lookUp } from '@tidegate/cells';
import type { Model, Random, TensorTree } from '@tidegate/core';
import { dropout, pooledConvolutions } from '@tidegate/ops';
import { createDenseHead, type DenseHeadParams, runDenseHead } from '../dense-head/dense-head.js';
import { embedTokens } from '../embedding/embed-tokens.js';
import { createEmbedding, type EmbeddingParams, freezeOnRequest } from '../embedding/table.js';
import type { TokenBatch } from '../embedding/token-batch.js';
import { createVariables } from '../parameters/variables.js';
import { createBidirectionalEncoder } from '../recurrent-encoder/bidirectional-encoder.js';
import { assertRcnnConfig, defaultFilters, defaultWidths, type RcnnConfig } from './config.js';
import { type ConvolutionsParams, createConvolutions } from './convolutions.js';

export type Rcnn = Model<TokenBatch, RcnnConfig>;

type Params = {
  readonly embedding: EmbeddingParams;
  readonly encoder: TensorTree;
  readonly convolutions: ConvolutionsParams;
  readonly head: DenseHeadParams;
};

/**
 * A recurrent convolutional network, which sorts texts into classes. Each token is its vector beside the outputs of bidirectional RNN,
 * LSTM or GRU layers at its place; convolutions of several widths read these, each with a ReLU, and a dense head the average and the
 * maximum of every filter over the windows of the sequence. Logits are `[batch, outputSize]`, of which padding changes nothing.
 *
 * The variant with several widths of Lai, Xu, Liu and Zhao, "Recurrent convolutional neural networks for text classification", AAAI 2015.
 *
 * @param random where the first weights come from
 * @throws ArgumentError if a value of the configuration is out of its range
 */
export function rcnn(config: RcnnConfig, random: Random): Rcnn {
  assertRcnnConfig(config);
  const { vocabularySize, embeddingSize, hiddenSize, widths = defaultWidths, filters = defaultFilters, dropout: rate = 0 } = config;
  const encoder = createBidirectionalEncoder(config, embeddingSize);
  const channels = embeddingSize + 2 * hiddenSize;
  const variables = createVariables(
    tidy(() => ({
      embedding: createEmbedding(config, random.split('embedding')),
      encoder: encoder.createParams(random.split('encoder')),
      convolutions: createConvolutions(widths, channels, filters, random.split('convolutions')),
      head: createDenseHead(config, 2 * widths.length * filters, random.split('head')),
    })),
  );
  freezeOnRequest(config, variables.byPath);
  const params = variables.tree as Params;
  const convolutions = widths.map((_, index) => params.convolutions[index] as ConvolutionsParams[string]);
  return {
    name: 'rcnn',
    config,
    parameters: variables.byPath,
    logits: ({ ids, lengths }, context) =>
      tidy(() => {
        const given = lengths ? { lengths } : {};
        const tokens = embedTokens('rcnn', config, params.embedding, ids, context);
        const vectors = lookUp(tokens);
        // Of a small vocabulary the encoder makes better use than of vectors that are looked up already.
        const { forward, backward } = encoder.run(params.encoder, vocabularySize < ids.size ? tokens : vectors, { context, ...given });
        const inputs: Tensor3D = concat([vectors, forward.outputs, backward.outputs], 2);
        const kernels = convolutions.map(({ kernel }) => kernel);
        const { pooled } = pooledConvolutions({ inputs, kernels, biases: convolutions.map(({ bias }) => bias), ...given });
        const kept = context.training ? dropout(pooled, rate, context.random.split('features')) : pooled;
        return runDenseHead(params.head, kept);
      }),
    dispose: () => dispose(Object.values(variables.byPath)),
  };
}
