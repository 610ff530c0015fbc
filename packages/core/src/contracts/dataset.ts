export type Split = 'train' | 'validation' | 'test';

/** Plain values in a fixed order; no tensors. */
export interface Dataset<Example> {
  readonly name: string;
  /** Each call starts from the first example again. A stream without an end is allowed for `train`. */
  examples(split: Split): AsyncIterable<Example>;
}
