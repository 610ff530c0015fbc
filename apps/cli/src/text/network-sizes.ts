/** Sizes of a network that its data decide; those of its vectors, a file of them or a setting. */
export interface NetworkSizes {
  readonly vocabularySize: number;
  readonly embeddingSize: number;
  readonly outputSize: number;
}

/** Of the vectors of tokens, where nothing says otherwise. */
export const defaultEmbeddingSize = 100;

/** The least that any data come to: enough to find out whether a network can be made of its settings, before they are read. */
export const leastSizes = { vocabularySize: 3, outputSize: 2 };
