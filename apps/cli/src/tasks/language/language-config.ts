import type { LanguageModelConfig } from '@tidegate/models';
import { networkConfig } from '../../text/network-config.js';
import type { NetworkSizes } from '../../text/network-sizes.js';
import type { LanguageValues } from './settings.js';

export type LanguageNetworkSizes = Omit<NetworkSizes, 'outputSize'>;

/** Of the vectors of tokens, where nothing says otherwise. */
export const defaultEmbeddingSize = 128;

/** The network that the settings describe, as JSON. */
export function languageConfig(values: LanguageValues, sizes: LanguageNetworkSizes): LanguageModelConfig {
  return {
    ...(values.tieEmbeddings && { tieEmbeddings: true, embeddingInitializer: { kind: 'uniform', low: -0.1, high: 0.1 } }),
    ...networkConfig(values, sizes),
  };
}
