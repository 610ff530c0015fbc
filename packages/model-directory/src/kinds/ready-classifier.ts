import type { Labels, Vocabulary } from '@tidegate/datasets';
import type { TextClassifier } from '@tidegate/models';

/** A classifier as it is used: with its words and its classes. */
export interface ReadyClassifier extends TextClassifier {
  readonly vocabulary: Vocabulary;
  readonly labels: Labels;
}
