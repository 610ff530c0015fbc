import { concat, dispose, type Tensor1D, type Tensor2D, tidy } from '@tensorflow/tfjs-core';
import { type Initializer, watchedUnder } from '@tidegate/cells';
import { type ForwardContext, mapTree, type Random, type TensorTree } from '@tidegate/core';
import { dropout } from '@tidegate/ops';
import { createDenseHead, type DenseHead, type DenseHeadParams, runDenseHead } from '../dense-head/dense-head.js';
import type { TextClassifier } from '../dense-head/text-classifier.js';
import { embedTokens } from '../embedding/embed-tokens.js';
import { createEmbedding, type EmbeddingParams, freezeOnRequest } from '../embedding/table.js';
import { createVariables } from '../parameters/variables.js';
import { type BothDirections, createBidirectionalEncoder } from '../recurrent-encoder/bidirectional-encoder.js';
import { type AttentionParams, attend, createAttention } from './attention.js';
import { assertTextRnnConfig, type TextRnnConfig } from './config.js';
import { pool } from './pooling.js';

export type TextRnn = TextClassifier<TextRnnConfig>;

type Params = {
  readonly embedding: EmbeddingParams;
  readonly encoder: TensorTree;
  readonly attention?: AttentionParams;
  readonly head: DenseHeadParams;
};

const normal: Initializer = { kind: 'normal', deviation: 0.1 };

/**
 * TextRNN, which sorts texts into classes: an embedding, bidirectional RNN, LSTM or GRU layers, one vector of the top layer's outputs,
 * and a dense head. Logits are `[batch, outputSize]`, of which padding changes nothing: one for a yes or no, one for each class of which
 * one is right (`softmaxCrossEntropy`), or one for each label of which any number may be (`sigmoidCrossEntropy`).
 *
 * Follows brightmart/text_classification's `a03_TextRNN`, whose vector is `pooling: 'last-position'` and whose dropout is
 * `directionDropout`; Liu, Qiu and Huang, "Recurrent neural network for text classification with multi-task learning", IJCAI 2016.
 *
 * @param random where the first weights come from
 * @throws ArgumentError if a value of the configuration is out of its range
 */
export function textRnn(config: TextRnnConfig, random: Random): TextRnn {
  assertTextRnnConfig(config);
  const { embeddingSize, hiddenSize = embeddingSize, pooling = 'final-state', dropout: rate = 0, directionDropout = 0 } = config;
  const encoder = createBidirectionalEncoder('textRnn', { initializer: normal, ...config, hiddenSize }, embeddingSize);
  const size = 2 * encoder.directionSize;
  const variables = createVariables(
    tidy(() => ({
      embedding: createEmbedding({ embeddingInitializer: normal, ...config }, random.split('embedding')),
      encoder: encoder.createParams(random.split('encoder')),
      ...(pooling === 'attention' && {
        attention: createAttention(size, config.attentionSize ?? size, config.initializer ?? normal, random.split('attention')),
      }),
      head: createDenseHead({ outputInitializer: normal, ...config }, size, random.split('head')),
    })),
  );
  freezeOnRequest(config, variables.byPath);
  const params = variables.tree as Params;
  const read = (both: BothDirections, lengths: Tensor1D | undefined): Tensor2D => {
    if (pooling !== 'attention') return pool(pooling, both, lengths);
    return attend(params.attention as AttentionParams, concat([both.forward.outputs, both.backward.outputs], 2), lengths);
  };
  const features: TextRnn['features'] = ({ ids, lengths }, context) =>
    tidy(() => {
      const inputs = embedTokens('textRnn', config, params.embedding, ids, context);
      const both = encoder.run(params.encoder, inputs, { context: watchedUnder(context, 'encoder'), ...(lengths && { lengths }) });
      const pooled = read(dropDirections(both, directionDropout, context), lengths);
      return context.training ? dropout(pooled, rate, context.random.split('features')) : pooled;
    });
  return {
    name: 'textRnn',
    config,
    parameters: variables.byPath,
    head: params.head as DenseHead,
    features,
    logits: (batch, context) => tidy(() => runDenseHead(params.head, features(batch, context))),
    dispose: () => dispose(Object.values(variables.byPath)),
  };
}

function dropDirections(both: BothDirections, rate: number, { training, random }: ForwardContext): BothDirections {
  if (!training || rate === 0) return both;
  const drop = (direction: 'forward' | 'backward') =>
    mapTree({ ...both[direction] }, (tensor, part) => dropout(tensor, rate, random.split(direction, part)));
  return { forward: drop('forward'), backward: drop('backward') };
}
