import type { TokenTaggerConfig } from '@tidegate/models';
import { tokenTagger } from '@tidegate/models';
import type { OutputOptions } from '../../options/output-options.js';
import type { Streams } from '../../process/output.js';
import { initialVectors } from '../../text/initial-vectors.js';
import { openTagged } from '../../text/open-samples.js';
import { type ExampleTask, trainOnExamples } from '../../text/train-on-examples.js';
import { allFields, allText, shortFields, shortText } from './describe-scores.js';
import { taggingLoss, tagTargets } from './learning.js';
import { scoreTagger, type TaggingScores } from './scores.js';
import type { TaggerValues } from './settings.js';

/** Trains a tagger of tokens. Returns the exit code. */
export function trainTagger(values: TaggerValues, options: OutputOptions, streams: Streams): Promise<number> {
  return trainOnExamples(tagging(values), { ...values, tokenizer: 'whitespace' }, options, streams);
}

function tagging(values: TaggerValues): ExampleTask<TaggingScores> {
  return {
    preset: 'tagger',
    open: openTagged,
    targets: (labels) => tagTargets(labels),
    createModel: ({ vocabulary, labels }, { embeddingSize = 100 }, random) =>
      tokenTagger(configOf(values, { vocabularySize: vocabulary.size, embeddingSize, outputSize: labels.size }), random),
    createLoss: ({ labels, found }) => taggingLoss(labels, values, found.labels),
    score: (model, { labels }, batches) => scoreTagger(model, labels, batches),
    value: ({ entities, accuracy }) => entities?.f1 ?? accuracy,
    fields: shortFields,
    text: shortText,
    details: (scores) => ({ fields: allFields(scores), text: allText(scores) }),
    file: ({ tokenizer }) => ({ tokenizer: tokenizer.config }),
  };
}

function configOf(
  values: TaggerValues,
  sizes: Pick<TokenTaggerConfig, 'vocabularySize' | 'embeddingSize' | 'outputSize'>,
): TokenTaggerConfig {
  const {
    cell = 'lstm',
    embeddingDeviation,
    units = sizes.embeddingSize,
    layers,
    bidirectional,
    dropout,
    embeddingDropout,
    tokenDropout,
    freezeVectors,
  } = values;
  return {
    ...sizes,
    cell,
    hiddenSize: units,
    ...initialVectors(embeddingDeviation),
    ...(layers !== undefined && { layers }),
    ...(bidirectional && { bidirectional }),
    ...(dropout !== undefined && { dropout }),
    ...(embeddingDropout !== undefined && { embeddingDropout }),
    ...(tokenDropout !== undefined && { tokenDropout }),
    ...(freezeVectors && { frozenEmbedding: true }),
  };
}
