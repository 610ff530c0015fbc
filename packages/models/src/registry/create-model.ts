import { assertOneOf, type Random } from '@tidegate/core';
import { languageModel } from '../language-model/language-model.js';
import { rcnn } from '../rcnn/rcnn.js';
import { sequenceTagger } from '../sequence-tagger/sequence-tagger.js';
import { textRnn } from '../text-rnn/text-rnn.js';
import { tokenTagger } from '../token-tagger/token-tagger.js';

const factories = { sequenceTagger, tokenTagger, textRnn, rcnn, languageModel };
type Factories = typeof factories;

/** What a model calls itself. */
export type ModelName = keyof Factories;
export const modelNames = Object.keys(factories) as readonly ModelName[];

/** The configuration of the model of a name. */
export type ConfigOf<Name extends ModelName> = Parameters<Factories[Name]>[0];
export type ModelOf<Name extends ModelName> = ReturnType<Factories[Name]>;

/** What a file says of a model: with the weights, all that it takes to make it again. */
export type ModelDescription<Name extends ModelName = ModelName> = {
  readonly [Each in Name]: { readonly model: Each; readonly config: ConfigOf<Each> };
}[Name];

/**
 * Any model of this package, by its name and its configuration, such as a file holds them. The name of a model that was made is its `name`.
 *
 * @param random where the first weights come from
 * @throws ArgumentError if there is no model of the name, or its configuration has an option that is unknown or out of its range
 */
export function createModel<Name extends ModelName>(description: ModelDescription<Name>, random: Random): ModelOf<Name> {
  const { model, config } = description as ModelDescription;
  assertOneOf('createModel', 'model', model, modelNames);
  const create = factories[model] as (config: unknown, random: Random) => unknown;
  return create(config, random) as ModelOf<Name>;
}
