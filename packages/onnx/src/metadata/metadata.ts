import { ArgumentError, type Json } from '@tidegate/core';
import type { ModelDescription } from '@tidegate/models';

/** What a file says of its model beside the graph. */
export interface OnnxDetails {
  /** The names of the classes or tags, in the order of the logits; of one logit, those of no and yes. */
  readonly labels?: readonly string[];
  /** The tokens, in the order of their ids. */
  readonly vocabulary?: readonly string[];
  /** How a text becomes tokens; plain JSON. */
  readonly tokenizer?: Json;
  /** Any other texts by name, of which none begins with `tidegate.`. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** The keys in the file. */
export const prefix = 'tidegate.';
/** Raised when a file of the same model would have another graph. */
export const version = '1';

/**
 * The metadata of a file, as texts by name.
 *
 * @throws ArgumentError if there are not as many labels or tokens as the model has
 */
export function writeMetadata({ model, config }: ModelDescription, details: OnnxDetails): Record<string, string> {
  const { labels, vocabulary, tokenizer, metadata = {} } = details;
  assertNamesFit('exportOnnx', { model, config } as ModelDescription, details);
  for (const key of Object.keys(metadata)) {
    if (key.startsWith(prefix)) throw new ArgumentError('exportOnnx', 'a key of metadata', key, `one that does not begin with ${prefix}`);
  }
  const own: Record<string, Json | undefined> = { config, labels, vocabulary, tokenizer };
  const written = Object.entries(own).flatMap(([key, value]) => (value === undefined ? [] : [[prefix + key, JSON.stringify(value)]]));
  return { [`${prefix}format`]: version, [`${prefix}model`]: model, ...Object.fromEntries(written), ...metadata };
}

/** @throws ArgumentError if there are not as many labels or tokens as the model has */
export function assertNamesFit(caller: string, { model, config }: ModelDescription, { labels, vocabulary }: OnnxDetails): void {
  const { outputSize, vocabularySize } = config as { readonly outputSize?: number; readonly vocabularySize?: number };
  // One logit says yes or no.
  const logits = outputSize === 1 && labels?.length === 2 ? 2 : outputSize;
  if (labels) assertNames(caller, 'labels', labels, logits, `logits of ${model}`);
  if (vocabulary) assertNames(caller, 'vocabulary', vocabulary, vocabularySize, `tokens of ${model}`);
}

function assertNames(caller: string, argument: string, names: readonly string[], count: number | undefined, what: string): void {
  if (count === undefined) throw new ArgumentError(caller, argument, names.length, `absent, for there are no ${what} that they could name`);
  if (names.length !== count) throw new ArgumentError(caller, `${argument}.length`, names.length, `${count}, as many as there are ${what}`);
  const other = names.findIndex((name) => typeof name !== 'string');
  if (other >= 0) throw new ArgumentError(caller, `${argument}[${other}]`, names[other], 'a text');
}
