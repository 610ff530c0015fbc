import { assertInitializer, type Initializer } from '@tidegate/cells';
import { ArgumentError, assertInteger, assertNumber } from '@tidegate/core';
import { assertFlag } from '../config/assert-flag.js';
import type { OptionNames } from '../config/assert-options.js';

/** What shapes the table of word or character vectors that a model starts from; plain JSON. */
export type EmbeddingConfig = {
  /** Different tokens; ids are from 0 to `vocabularySize - 1`. */
  readonly vocabularySize: number;
  /** Features of a token's vector. */
  readonly embeddingSize: number;
  /** How the vectors are drawn; normal with deviation 1 by default, as in PyTorch. */
  readonly embeddingInitializer?: Initializer;
  /** Whether the vectors stay as they are in training, such as vectors from elsewhere; false by default. */
  readonly frozenEmbedding?: boolean;
  /** Probability by which an element of a token's vector is dropped in training; 0 by default. */
  readonly embeddingDropout?: number;
  /**
   * Probability by which a token is taken for the unknown one, id 1, in training; 0 by default. Iyyer et al., "Deep unordered composition
   * rivals syntactic methods for text classification", ACL 2015, drop tokens; one in their place keeps the text as long as it is.
   */
  readonly tokenDropout?: number;
};

export const embeddingOptions: OptionNames<EmbeddingConfig> = {
  vocabularySize: true,
  embeddingSize: true,
  embeddingInitializer: true,
  frozenEmbedding: true,
  embeddingDropout: true,
  tokenDropout: true,
};

/** The token that stands for all that are not in the vocabulary, as `@tidegate/datasets` numbers them. */
export const unknownId = 1;

/** @throws ArgumentError if a value is out of its range */
export function assertEmbeddingConfig(caller: string, config: EmbeddingConfig): void {
  const { vocabularySize, embeddingInitializer, embeddingDropout = 0, tokenDropout = 0 } = config;
  assertInteger(caller, 'vocabularySize', vocabularySize, 1);
  assertInteger(caller, 'embeddingSize', config.embeddingSize, 1);
  if (embeddingInitializer !== undefined) assertInitializer(caller, 'embeddingInitializer', embeddingInitializer);
  assertFlag(caller, 'frozenEmbedding', config.frozenEmbedding);
  assertNumber(caller, 'embeddingDropout', embeddingDropout, { least: 0, most: 1, open: true });
  assertNumber(caller, 'tokenDropout', tokenDropout, { least: 0, most: 1, open: true });
  if (tokenDropout > 0 && vocabularySize <= unknownId) {
    throw new ArgumentError(caller, 'tokenDropout', tokenDropout, `0 for a vocabulary without the id ${unknownId} of the unknown token`);
  }
}
