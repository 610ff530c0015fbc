import type { Random } from '@tidegate/core';
import { type RcnnConfig, rcnn, type TextClassifier, type TextRnnConfig, textRnn } from '@tidegate/models';

export const networkNames = ['textRnn', 'rcnn'] as const;
export type NetworkName = (typeof networkNames)[number];

export interface NetworkSizes {
  readonly vocabularySize: number;
  readonly outputSize: number;
  /** Features of a token's vector, and units of each direction. */
  readonly units: number;
}

/** The configuration of a network: what the presets of `tidegate train` have, but for its sizes. */
export function classifierConfig(network: NetworkName, { vocabularySize, outputSize, units }: NetworkSizes): TextRnnConfig | RcnnConfig {
  const shared = {
    vocabularySize,
    embeddingSize: units,
    embeddingInitializer: { kind: 'normal', deviation: 0.1 },
    cell: 'lstm',
    hiddenSize: units,
    layers: 1,
    dropout: 0.5,
    embeddingDropout: 0.5,
    tokenDropout: 0.1,
    outputSize,
  } as const;
  return network === 'textRnn' ? { ...shared, pooling: 'final-state' } : { ...shared, variant: 'multi-width' };
}

/** @throws ArgumentError if a value of the configuration is out of its range */
export function createClassifier(network: NetworkName, config: TextRnnConfig | RcnnConfig, random: Random): TextClassifier {
  return network === 'textRnn' ? textRnn(config as TextRnnConfig, random) : rcnn(config as RcnnConfig, random);
}
