import type { Labels, Vocabulary } from '@tidegate/datasets';
import type { Classifier } from './create-classifier.js';

/** A classifier as it is used: with its words and its classes. */
export interface ReadyClassifier extends Classifier {
  readonly vocabulary: Vocabulary;
  readonly labels: Labels;
}
