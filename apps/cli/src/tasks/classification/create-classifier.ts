import type { Json, Model, Random } from '@tidegate/core';
import { type RcnnConfig, rcnn, type TextRnnConfig, type TokenBatch, textRnn } from '@tidegate/models';
import { initialVectors } from '../../text/initial-vectors.js';
import type { ClassificationValues } from './settings.js';

/** A network that gives a text one score for each class. */
export type Classifier = Model<TokenBatch, Json>;

export const classifierNames = ['textRnn', 'rcnn'] as const;
export type ClassifierName = (typeof classifierNames)[number];

/** Sizes that the data decide. */
export interface DataSizes {
  readonly vocabularySize: number;
  readonly outputSize: number;
}

/** The network that the settings describe, as JSON. */
export function classifierConfig(name: ClassifierName, values: ClassificationValues, { vocabularySize, outputSize }: DataSizes): Json {
  const {
    embeddingSize = 100,
    embeddingDeviation,
    cell = 'lstm',
    units = embeddingSize,
    layers,
    dropout,
    embeddingDropout,
    tokenDropout,
    freezeVectors,
  } = values;
  const shared = {
    vocabularySize,
    embeddingSize,
    cell,
    hiddenSize: units,
    outputSize,
    ...initialVectors(embeddingDeviation),
    ...(layers !== undefined && { layers }),
    ...(dropout !== undefined && { dropout }),
    ...(embeddingDropout !== undefined && { embeddingDropout }),
    ...(tokenDropout !== undefined && { tokenDropout }),
    ...(freezeVectors && { frozenEmbedding: true }),
  };
  if (name === 'textRnn') return { ...shared, ...(values.pooling !== undefined && { pooling: values.pooling }) } satisfies TextRnnConfig;
  const { variant = 'multi-width', widths, filters } = values;
  if (variant === 'original') return { ...shared, variant };
  return { ...shared, variant, ...(widths && { widths }), ...(filters !== undefined && { filters }) };
}

export function createClassifier(name: ClassifierName, config: Json, random: Random): Classifier {
  return name === 'textRnn' ? textRnn(config as TextRnnConfig, random) : rcnn(config as RcnnConfig, random);
}
