import { dispose, tidy } from '@tensorflow/tfjs-core';
import { lookUp, watchedUnder } from '@tidegate/cells';
import type { Random, TensorTree } from '@tidegate/core';
import { dropout } from '@tidegate/ops';
import { createDenseHead, type DenseHead, type DenseHeadParams, runDenseHead } from '../dense-head/dense-head.js';
import type { TextClassifier } from '../dense-head/text-classifier.js';
import { embedTokens } from '../embedding/embed-tokens.js';
import { createEmbedding, type EmbeddingParams, freezeOnRequest } from '../embedding/table.js';
import { createVariables } from '../parameters/variables.js';
import { createBidirectionalEncoder } from '../recurrent-encoder/bidirectional-encoder.js';
import { assertRcnnConfig, type RcnnConfig } from './config.js';
import { multiWidthReader } from './multi-width-reader.js';
import { originalReader } from './original-reader.js';

export type Rcnn = TextClassifier<RcnnConfig>;

type Params = { readonly embedding: EmbeddingParams; readonly encoder: TensorTree; readonly head: DenseHeadParams } & TensorTree;

/**
 * A recurrent convolutional network, which sorts texts into classes: bidirectional RNN, LSTM or GRU layers, and each token in what they say
 * of its place. A dense head reads one vector of all of them. Logits are `[batch, outputSize]`, of which padding changes nothing: one for
 * a yes or no, one for each class of which one is right (`softmaxCrossEntropy`), or one for each label of which any number may be
 * (`sigmoidCrossEntropy`).
 * ```text
 * multi-width  [vector_t, forward_t, backward_t], convolutions of several widths with a ReLU; the average and the maximum of each filter
 * original     tanh(W [forward_(t-1), vector_t, backward_(t+1)] + b); the maximum over the text
 * ```
 * Lai, Xu, Liu and Zhao, "Recurrent convolutional neural networks for text classification", AAAI 2015, and its variant with several widths.
 *
 * @param random where the first weights come from
 * @throws ArgumentError if a value of the configuration is out of its range
 */
export function rcnn(config: RcnnConfig, random: Random): Rcnn {
  assertRcnnConfig(config);
  const { vocabularySize, embeddingSize, variant = 'multi-width', dropout: rate = 0 } = config;
  const encoder = createBidirectionalEncoder('rcnn', config, embeddingSize);
  const reader = { 'multi-width': multiWidthReader, original: originalReader }[variant](config, embeddingSize + 2 * encoder.directionSize);
  const variables = createVariables(
    tidy(() => ({
      embedding: createEmbedding(config, random.split('embedding')),
      encoder: encoder.createParams(random.split('encoder')),
      [reader.name]: reader.createParams(random.split(reader.name)),
      head: createDenseHead(config, reader.featureSize, random.split('head')),
    })),
  );
  freezeOnRequest(config, variables.byPath);
  const params = variables.tree as Params;
  const features: Rcnn['features'] = ({ ids, lengths }, context) =>
    tidy(() => {
      const given = lengths ? { lengths } : {};
      const tokens = embedTokens('rcnn', config, params.embedding, ids, context);
      const vectors = lookUp(tokens);
      // Of a small vocabulary the encoder makes better use than of vectors that are looked up already.
      const { forward, backward } = encoder.run(params.encoder, vocabularySize < ids.size ? tokens : vectors, {
        context: watchedUnder(context, 'encoder'),
        ...given,
      });
      const inContext = { vectors, forward: forward.outputs, backward: backward.outputs, ...given };
      const pooled = reader.read(params[reader.name] as TensorTree, inContext);
      return context.training ? dropout(pooled, rate, context.random.split('features')) : pooled;
    });
  return {
    name: 'rcnn',
    config,
    parameters: variables.byPath,
    head: params.head as DenseHead,
    features,
    logits: (batch, context) => tidy(() => runDenseHead(params.head, features(batch, context))),
    dispose: () => dispose(Object.values(variables.byPath)),
  };
}
