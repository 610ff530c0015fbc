import type { Json, Random } from '@tidegate/core';
import { type RcnnConfig, rcnn, type TextClassifier, type TextRnnConfig, textRnn } from '@tidegate/models';
import { given } from '../../settings/given.js';
import { networkConfig } from '../../text/network-config.js';
import type { NetworkSizes } from '../../text/network-sizes.js';
import type { ClassificationValues } from './settings.js';

/** A network that gives a text one score for each class. */
export type Classifier = TextClassifier;

export const classifierNames = ['textRnn', 'rcnn'] as const;
export type ClassifierName = (typeof classifierNames)[number];

/** The network that the settings describe, as JSON. */
export function classifierConfig(name: ClassifierName, values: ClassificationValues, sizes: NetworkSizes): Json {
  const shared = { ...networkConfig(values, sizes), outputSize: sizes.outputSize };
  if (name === 'textRnn') return { ...shared, ...given(values, ['pooling', 'directionDropout']) } satisfies TextRnnConfig;
  return { ...shared, ...given(values, ['variant', 'widths', 'filters', 'latentSize']) } satisfies RcnnConfig;
}

export function createClassifier(name: ClassifierName, config: Json, random: Random): Classifier {
  return name === 'textRnn' ? textRnn(config as TextRnnConfig, random) : rcnn(config as RcnnConfig, random);
}
