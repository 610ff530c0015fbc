import type { Json } from '@tidegate/core';
import { onResumeKey } from '../files/names.js';

/** The tokens of a model, as `config.json` describes what divides texts into them. */
export interface TokenFacts {
  readonly kind: string;
  readonly lowercase?: boolean;
}

/** Everything that a model card is made of. */
export interface CardFacts {
  /** The version of Tidegate that wrote the model. */
  readonly tidegate: string;
  readonly preset: string;
  /** What the network calls itself, such as `textRnn`, and what shapes it. */
  readonly model: string;
  readonly config: Readonly<Record<string, Json | undefined>>;
  readonly tokenizer?: TokenFacts;
  /** Tokens of a text that are read, where there is a limit. */
  readonly maximumLength?: number;
  /** By id, of a model that has labels. */
  readonly labels?: readonly string[];
  /** Whether a text may have several labels, or none. */
  readonly several: boolean;
  readonly training: {
    readonly steps: number;
    readonly seed: number;
    readonly backend: string;
    readonly epochs?: number;
    readonly bits?: number;
  };
  /** Whether the weights are others since the training. */
  readonly changedElsewhere?: true;
  readonly measuredOn?: 'validation' | 'test';
  readonly metrics?: Readonly<Record<string, number>>;
  /** The settings of the run, where they are known. */
  readonly settings?: Readonly<Record<string, Json | undefined>>;
  /** Of all parameters together. */
  readonly weights: number;
  /** Of `model.safetensors`. */
  readonly bytes: number;
}

/** How many tokens of a text the answer is about; a tagger answers for all of them, whatever it was taught with. */
export function mostTokens({ model, maximumLength }: Pick<CardFacts, 'model' | 'maximumLength'>): number | undefined {
  return model === 'tokenTagger' ? undefined : maximumLength;
}

/** What is written of a model beside its card. */
export interface WrittenModel {
  /** What `config.json` says. */
  readonly description: Readonly<Record<string, unknown>>;
  /** The other files by their names. */
  readonly parts?: Readonly<Record<string, string>> | undefined;
  readonly runFile?: string | undefined;
  readonly weights: number;
  readonly bytes: number;
}

/** The facts of a model folder. */
export function cardFacts({ description, parts = {}, runFile, weights, bytes }: WrittenModel): CardFacts {
  const { 'labels.json': labels } = parts;
  const known = description as unknown as CardFacts;
  return {
    ...known,
    several: known.several ?? false,
    ...(labels !== undefined && { labels: JSON.parse(labels) }),
    ...(runFile !== undefined && { settings: withoutResume(JSON.parse(runFile)) }),
    weights,
    bytes,
  };
}

/** What only holds where the run goes on is left away. */
function withoutResume({ [onResumeKey]: _, ...settings }: Record<string, Json>): Record<string, Json> {
  return settings;
}
