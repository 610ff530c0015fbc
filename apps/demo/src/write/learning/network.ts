import type { Random } from '@tidegate/core';
import { type LanguageModel, languageModel } from '@tidegate/models';
import type { NetworkFacts } from '../api.js';
import type { RunSettings } from '../settings.js';

/** Numbers that stand for a character: enough to tell a thousand apart, and few enough to be learned in a minute. */
export const embeddingSize = 64;

/** The network that the settings describe, with its first weights. */
export function createNetwork({ cell, units, layers }: RunSettings, vocabularySize: number, random: Random): LanguageModel {
  return languageModel({ vocabularySize, embeddingSize, cell, hiddenSize: units, layers }, random);
}

/** Units of each layer of any language model, one that the command made among them. */
export function unitsOfLayers({ config }: Pick<LanguageModel, 'config'>): number[] {
  return new Array(config.layers ?? 1).fill(config.projection ?? config.hiddenSize);
}

/** What there is to say of a network and of what it learns from, if anything. */
export function factsOf(model: LanguageModel, characters = 0, heldOut = 0): NetworkFacts {
  return {
    cell: model.config.cell,
    characters,
    heldOut,
    vocabulary: model.config.vocabularySize,
    weights: Object.values(model.parameters).reduce((sum, { size }) => sum + size, 0),
    layers: unitsOfLayers(model),
  };
}
