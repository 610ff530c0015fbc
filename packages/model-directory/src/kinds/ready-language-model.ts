import type { Vocabulary } from '@tidegate/datasets';
import type { LanguageModel } from '@tidegate/models';

/** A language model as it is used: with its tokens. */
export interface ReadyLanguageModel extends LanguageModel {
  readonly vocabulary: Vocabulary;
}
