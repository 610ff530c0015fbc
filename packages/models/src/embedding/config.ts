import { assertInitializer, type Initializer } from '@tidegate/cells';
import { assertInteger } from '@tidegate/core';

/** What shapes the table of word or character vectors that a model starts from; plain JSON. */
export type EmbeddingConfig = {
  /** Different tokens; ids are from 0 to `vocabularySize - 1`. */
  readonly vocabularySize: number;
  /** Features of a token's vector. */
  readonly embeddingSize: number;
  /** How the vectors are drawn; normal with deviation 1 by default, as in PyTorch. */
  readonly embeddingInitializer?: Initializer;
};

/** @throws ArgumentError if a value is out of its range */
export function assertEmbeddingConfig(caller: string, config: EmbeddingConfig): void {
  assertInteger(caller, 'vocabularySize', config.vocabularySize, 1);
  assertInteger(caller, 'embeddingSize', config.embeddingSize, 1);
  if (config.embeddingInitializer) assertInitializer(caller, 'embeddingInitializer', config.embeddingInitializer);
}
