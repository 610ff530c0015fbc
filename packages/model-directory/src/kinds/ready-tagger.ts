import type { Labels, Vocabulary } from '@tidegate/datasets';
import type { TokenTagger } from '@tidegate/models';

/** A tagger as it is used: with its words and its tags. */
export interface ReadyTagger extends TokenTagger {
  readonly vocabulary: Vocabulary;
  readonly labels: Labels;
}
