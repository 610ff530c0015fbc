import type { Rank, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import { type Initializer, initialize } from '@tidegate/cells';
import type { Random } from '@tidegate/core';
import type { EmbeddingConfig } from './config.js';

const normal: Initializer = { kind: 'normal', deviation: 1 };

export type EmbeddingParams = {
  /** `[vocabularySize, embeddingSize]`: the vector of each token */
  readonly table: Tensor2D;
};

export function createEmbedding(config: EmbeddingConfig, random: Random): EmbeddingParams {
  const { vocabularySize, embeddingSize, embeddingInitializer = normal } = config;
  const fan = { fanIn: vocabularySize, fanOut: embeddingSize };
  return { table: initialize<Rank.R2>(embeddingInitializer, [vocabularySize, embeddingSize], fan, random.split('table')) };
}

/** Takes the table out of what is trained, where the configuration says so. */
export function freezeOnRequest({ frozenEmbedding = false }: EmbeddingConfig, parameters: Readonly<Record<string, Variable>>): void {
  const table = parameters['embedding/table'];
  if (table && frozenEmbedding) table.trainable = false;
}
