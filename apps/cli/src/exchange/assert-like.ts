import { isDeepStrictEqual } from 'node:util';
import { UsageError } from '../errors/usage-error.js';
import type { ModelDescription } from './description.js';

type Described = Pick<ModelDescription, 'file' | 'parts'>;

/** What decides what the weights of a network mean, by the names that users know. */
const facts: Readonly<Record<string, (description: Described) => unknown>> = {
  network: ({ file }) => file?.model,
  configuration: ({ file }) => file?.config,
  tokenizer: ({ file }) => (file as { readonly tokenizer?: unknown } | null)?.tokenizer,
  vocabulary: ({ parts }) => parts['vocabulary.json'],
  labels: ({ parts }) => parts['labels.json'],
};

/**
 * A file that describes itself is not taken for another network.
 *
 * @param own what the file says
 * @param other what the folder `like` holds
 * @throws UsageError if they differ, with what is different
 */
export function assertLike(like: string, own: Described, other: Described): void {
  const different = Object.entries(facts).find(([, of]) => !isDeepStrictEqual(of(own), of(other)));
  if (!different) return;
  const rule = `left away, or a folder with the ${different[0]} that FILE says itself that it has`;
  throw new UsageError('--like', rule, `${JSON.stringify(like)} (with another)`);
}
