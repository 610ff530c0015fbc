import type { EmbeddingConfig } from '@tidegate/models';

/** How the vectors of tokens are drawn, where the settings say so. */
export function initialVectors(deviation: number | undefined): Pick<EmbeddingConfig, 'embeddingInitializer'> {
  return deviation === undefined ? {} : { embeddingInitializer: { kind: 'normal', deviation } };
}
