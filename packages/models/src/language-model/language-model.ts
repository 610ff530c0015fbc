import { dispose, type Tensor3D, tidy } from '@tensorflow/tfjs-core';
import { watchedUnder } from '@tidegate/cells';
import { ArgumentError, type ForwardContext, type Model, type Random, type TensorTree } from '@tidegate/core';
import { embedTokens } from '../embedding/embed-tokens.js';
import { createEmbedding, type EmbeddingParams, freezeOnRequest } from '../embedding/table.js';
import type { TokenBatch } from '../embedding/token-batch.js';
import { tidyTrees } from '../parameters/tidy-trees.js';
import { createVariables } from '../parameters/variables.js';
import { createEncoder } from '../recurrent-encoder/encoder.js';
import { assertLanguageModelConfig, type LanguageModelConfig } from './config.js';
import { createVocabularyHead, scoreVocabulary, type VocabularyHead, type VocabularyHeadParams } from './head.js';

/** Tokens that follow others: a part of longer texts. */
export interface ContinuedTokenBatch extends TokenBatch {
  /** What the model remembers of each sequence so far, as an earlier batch left it; that of a new sequence if absent. */
  readonly state?: TensorTree;
}

export interface LanguageModel extends Model<TokenBatch, LanguageModelConfig> {
  /**
   * Logits `[batch, time, vocabularySize]`, and the state after the last real step of each sequence. Handed on with what follows, it is
   * as if all had been read at once. The caller frees both.
   *
   * @throws ShapeError if the ids are no matrix, or the state is that of another batch or model
   */
  run(batch: ContinuedTokenBatch, context: ForwardContext): { readonly logits: Tensor3D; readonly state: TensorTree };
  /** The same without the head: what it reads at each step, `[batch, time, size]`. */
  features(batch: ContinuedTokenBatch, context: ForwardContext): { readonly features: Tensor3D; readonly state: TensorTree };
  /** Where the scores come from: `logits = features kernel^T + bias`. */
  readonly head: VocabularyHead;
}

type Params = { readonly embedding: EmbeddingParams; readonly encoder: TensorTree; readonly head: VocabularyHeadParams };

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
  const { vocabularySize, embeddingSize, tieEmbeddings = false } = config;
  const encoder = createEncoder('languageModel', { ...config, bidirectional: false }, embeddingSize);
  if (tieEmbeddings && encoder.outputSize !== embeddingSize) {
    const rule = `the ${encoder.outputSize} features that the top layer gives, where tieEmbeddings makes its vectors the rows of the head`;
    throw new ArgumentError('languageModel', 'embeddingSize', embeddingSize, rule);
  }
  const variables = createVariables(
    tidy(() => ({
      embedding: createEmbedding(config, random.split('embedding')),
      encoder: encoder.createParams(random.split('encoder')),
      head: createVocabularyHead({ ...config, outputSize: vocabularySize }, encoder.outputSize, random.split('head')),
    })),
  );
  freezeOnRequest(config, variables.byPath);
  const params = variables.tree as Params;
  const head = { ...params.head, kernel: params.head.kernel ?? params.embedding.table } as VocabularyHead;

  const features: LanguageModel['features'] = ({ ids, lengths, state }, context) =>
    tidyTrees(() => {
      const inputs = embedTokens('languageModel', config, params.embedding, ids, context);
      const result = encoder.run(params.encoder, inputs, {
        context: watchedUnder(context, 'encoder'),
        ...(lengths && { lengths }),
        ...(state && { state }),
      });
      return { features: result.outputs, state: result.state };
    });
  const run: LanguageModel['run'] = (batch, context) =>
    tidyTrees(() => {
      const read = features(batch, context);
      return { logits: scoreVocabulary(head, read.features), state: read.state };
    });
  return {
    name: 'languageModel',
    config,
    parameters: variables.byPath,
    head,
    features,
    run,
    logits: ({ ids, lengths }, context) => tidy(() => run({ ids, ...(lengths && { lengths }) }, context).logits),
    dispose: () => dispose(Object.values(variables.byPath)),
  };
}
