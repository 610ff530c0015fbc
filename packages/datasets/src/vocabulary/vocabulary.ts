/** A vocabulary as JSON: token `i` has id `i`. */
export type VocabularyJson = { readonly tokens: readonly string[] };

/** Tokens with numbers. Immutable. */
export interface Vocabulary {
  /** Tokens, the two special ones included. */
  readonly size: number;
  /** By id: padding, unknown, and then as the counter has ordered them. */
  readonly tokens: readonly string[];
  /** What fills batches behind the end of a sequence. No text is encoded to it. */
  readonly paddingId: 0;
  /** The id of every token that is not in the vocabulary. */
  readonly unknownId: 1;
  idOf(token: string): number;
  /** @throws ArgumentError for an id that there is not */
  tokenOf(id: number): string;
  encode(tokens: readonly string[]): Int32Array;
  toJSON(): VocabularyJson;
}
