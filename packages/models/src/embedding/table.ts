import type { Rank, Tensor2D } from '@tensorflow/tfjs-core';
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
