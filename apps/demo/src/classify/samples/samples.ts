import type { TokenizerKind } from '@tidegate/datasets';
import { chinese } from './chinese.js';
import { english } from './english.js';
import { type Sentence, sentencesOf } from './grammar.js';

export const sampleNames = ['english', 'chinese'] as const;
export type SampleName = (typeof sampleNames)[number];

interface Sample {
  readonly tokenizer: TokenizerKind;
  sentences(): Sentence[];
}

/** Sentences of each class. */
const each = 200;

/** Labelled sentences that the page makes by itself: 1,200 in six classes, no two of a class alike. */
export const samples: Readonly<Record<SampleName, Sample>> = {
  english: { tokenizer: 'words', sentences: () => sentencesOf(english, each) },
  chinese: { tokenizer: 'characters', sentences: () => sentencesOf(chinese, each) },
};
