import type { Json, Random } from '@tidegate/core';
import { type RcnnConfig, rcnn, type TextClassifier, type TextRnnConfig, textRnn } from '@tidegate/models';

export const classifierNames = ['textRnn', 'rcnn'] as const;
export type ClassifierName = (typeof classifierNames)[number];

/**
 * A network that gives a text one score for each class.
 *
 * @throws ArgumentError if the network refuses the configuration
 */
export function createClassifier(name: ClassifierName, config: Json, random: Random): TextClassifier {
  return name === 'textRnn' ? textRnn(config as TextRnnConfig, random) : rcnn(config as RcnnConfig, random);
}
