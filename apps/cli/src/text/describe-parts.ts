import type { Labels, TokenizerConfig, Vocabulary } from '@tidegate/datasets';
import { count, counted } from '@tidegate/model-directory/wording';
import type { Description } from '../inspect/inspection.js';
import { shownToken } from './shown-token.js';

/** Tokens and labels that are shown of all. */
const mostTokens = 12;
const mostLabels = 20;

export interface TextParts {
  readonly tokenizer: TokenizerConfig;
  readonly vocabulary: Vocabulary;
  readonly maximumLength?: number | undefined;
  readonly labels?: Labels;
}

/** What a model of text reads, and the labels that it has. */
export function describeParts({ tokenizer, vocabulary, maximumLength, labels }: TextParts): Description {
  // The first two stand for padding and for what is unknown.
  const tokens = vocabulary.tokens.slice(2, 2 + mostTokens).map(shownToken);
  const more = vocabulary.size - 2 > mostTokens ? ' ...' : '';
  const most = maximumLength === undefined ? '' : `; of a text the first ${counted(maximumLength, 'token')}`;
  return {
    facts: [
      ['reads', `${tokenizer.kind}${tokenizer.lowercase ? ' in lower case' : ''}${most}`],
      ['vocabulary', `${counted(vocabulary.size, 'token')}: ${tokens.join(' ')}${more}`],
      ...(labels ? [['labels', describeLabels(labels)] as const] : []),
    ],
    fields: {
      tokenizer,
      ...(maximumLength !== undefined && { maximumLength }),
      vocabulary: { size: vocabulary.size, mostFrequent: vocabulary.tokens.slice(2, 2 + mostTokens) },
      ...(labels && { labels: labels.names }),
    },
  };
}

/** `6: ABBR, DESC, ENTY, HUM, LOC, NUM` */
export function describeLabels({ size, names }: Pick<Labels, 'size' | 'names'>): string {
  return `${count(size)}: ${names.slice(0, mostLabels).join(', ')}${size > mostLabels ? ', ...' : ''}`;
}
