import type { OnSkip } from './skip.js';

export const textFormats = ['csv', 'tsv', 'jsonl', 'lines'] as const;
/**
 * - `csv`: RFC 4180, with a header; quotes may hold commas and line ends
 * - `tsv`: with a header; fields end at tabs, quotes mean nothing
 * - `jsonl`: a JSON object a line
 * - `lines`: a text a line, without labels
 */
export type TextFormat = (typeof textFormats)[number];

export interface TextFields {
  /**
   * The column of the text; `text` by default. In JSON it may be a list of tokens, which are joined by spaces; without `text`, `tokens`
   * is taken.
   */
  readonly textColumn?: string;
  /** The column of the label; `label` by default. */
  readonly labelColumn?: string;
  /** What stands between several labels of one example; examples then have `labels`. In JSON a list does the same. */
  readonly labelSeparator?: string;
  /**
   * Whether a file may lack labels, as one whose labels are to be predicted does; `required` by default, but for plain lines, which have
   * none.
   */
  readonly labels?: 'required' | 'optional';
  /** The names of the columns of a CSV or TSV file that has no header. */
  readonly columns?: readonly string[];
  /** Is told of examples that are left out since their text is empty. */
  readonly onSkip?: OnSkip;
}

export interface TextOptions extends TextFields {
  readonly format: TextFormat;
}
