/** A text as numbers, with what is to be learned from it. */
export interface EncodedExample {
  /** Of tokens. */
  readonly ids: Int32Array;
  /** The length of `ids`, where it is known before they are: those of examples that another process has are then never asked for. */
  readonly length?: number | undefined;
  /**
   * The id of its class; or a number for each class, 1 for those it has and 0 for the others; or the id of a tag for each token.
   */
  readonly target: number | Float32Array | Int32Array;
}

/** Tokens of an example, at most `maximumLength`. */
export function lengthOf(example: EncodedExample, maximumLength: number): number {
  return Math.min(example.length ?? example.ids.length, maximumLength);
}
