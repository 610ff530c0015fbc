import type { EmbeddingConfig, RecurrentEncoderConfig } from '@tidegate/models';
import { cellSettings } from '../settings/cell-settings.js';
import { given } from '../settings/given.js';
import type { ValuesOf } from '../settings/setting.js';
import type { networkSettings, tokenSettings } from '../settings/text-settings.js';
import { initialVectors } from './initial-vectors.js';

export type NetworkValues = ValuesOf<typeof networkSettings> & Pick<ValuesOf<typeof tokenSettings>, 'freezeVectors'>;

/** Settings that the configurations of all models on tokens know by the same name. */
const sameNames = [
  'layers',
  'dropout',
  'embeddingDropout',
  'tokenDropout',
  ...(Object.keys(cellSettings) as (keyof typeof cellSettings)[]),
] as const;

/** What the settings say of the vectors of tokens and of the recurrent layers, as part of the JSON of any model. */
export function networkConfig(
  values: NetworkValues,
  { vocabularySize, embeddingSize }: { readonly vocabularySize: number; readonly embeddingSize: number },
): EmbeddingConfig & Omit<RecurrentEncoderConfig, 'bidirectional' | 'merge'> {
  const { cell = 'lstm', units = embeddingSize, embeddingDeviation, freezeVectors } = values;
  return {
    vocabularySize,
    embeddingSize,
    cell,
    hiddenSize: units,
    ...given(values, sameNames),
    ...initialVectors(embeddingDeviation),
    ...(freezeVectors && { frozenEmbedding: true }),
  };
}
