import type { Text } from '../reporting/reporter.js';

/** What a model says of a text. */
export interface Answer {
  /** For programs. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** For people. */
  readonly text: Text;
}

/** Asks a model about some texts at once: an answer for each, in their order. */
export type Ask = (texts: readonly string[]) => Promise<readonly Answer[]>;
