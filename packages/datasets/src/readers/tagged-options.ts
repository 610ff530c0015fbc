import type { OnSkip } from './skip.js';

export const taggedFormats = ['jsonl', 'conll'] as const;
/**
 * - `jsonl`: a JSON object a line, with lists of tokens and of tags
 * - `conll`: a token a line, its tag in the last column, and an empty line between sentences
 */
export type TaggedFormat = (typeof taggedFormats)[number];

export interface TaggedFields {
  /** Of JSON: the field of the tokens; `tokens` by default. */
  readonly tokensColumn?: string;
  /** Of JSON: the field of the tags; `tags` by default. */
  readonly tagsColumn?: string;
  /** Of JSON: the field of the sentence's class, which no sentence needs; `label` by default. */
  readonly labelColumn?: string;
  /** Whether a file may lack tags, as one whose tags are to be predicted does; `required` by default. */
  readonly tags?: 'required' | 'optional';
  /** Is told of sentences that are left out since they have no tokens. */
  readonly onSkip?: OnSkip;
}

export interface TaggedOptions extends TaggedFields {
  readonly format: TaggedFormat;
}
