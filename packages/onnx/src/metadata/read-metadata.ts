import type { Json } from '@tidegate/core';
import type { ModelDescription } from '@tidegate/models';
import * as v from 'valibot';
import { malformed } from '../errors/malformed.js';
import { type OnnxDetails, prefix, version } from './metadata.js';

const names = v.array(v.string());
/** The keys that `writeMetadata` writes. */
const known: readonly string[] = ['format', 'model', 'config', 'labels', 'vocabulary', 'tokenizer'];

/**
 * What `writeMetadata` wrote. Whether there is such a model, with such a configuration, is not checked.
 *
 * @throws FormatError if the metadata is not that of a file of `exportOnnx`, or of another version of it
 */
export function readMetadata(texts: Readonly<Record<string, string>>): { readonly description: ModelDescription } & OnnxDetails {
  const text = (key: string): string | undefined => (Object.hasOwn(texts, prefix + key) ? texts[prefix + key] : undefined);
  const format = text('format');
  if (format === undefined) {
    throw malformed('the file was not written by exportOnnx; importOnnxRecurrent reads recurrent layers of other files');
  }
  if (format !== version) throw malformed(`the file is of format ${JSON.stringify(format)}, but this version reads ${version}`);
  const unknown = Object.keys(texts).find((key) => key.startsWith(prefix) && !known.includes(key.slice(prefix.length)));
  if (unknown !== undefined) throw malformed(`the metadata ${JSON.stringify(unknown)} are not known to this version`);
  const [labels, vocabulary, tokenizer] = [namesIn('labels', text), namesIn('vocabulary', text), jsonIn('tokenizer', text)];
  const others = Object.entries(texts).filter(([key]) => !key.startsWith(prefix));
  return {
    description: { model: text('model'), config: jsonIn('config', text) } as ModelDescription,
    ...(labels && { labels }),
    ...(vocabulary && { vocabulary }),
    ...(tokenizer !== undefined && { tokenizer }),
    metadata: Object.fromEntries(others),
  };
}

function jsonIn(key: string, text: (key: string) => string | undefined): Json | undefined {
  const found = text(key);
  if (found === undefined) return undefined;
  try {
    return JSON.parse(found) as Json;
  } catch (cause) {
    throw malformed(`the metadata ${prefix}${key} is not JSON`, { cause });
  }
}

function namesIn(key: string, text: (key: string) => string | undefined): readonly string[] | undefined {
  const parsed = v.safeParse(v.optional(names), jsonIn(key, text));
  if (!parsed.success) throw malformed(`the metadata ${prefix}${key} must be a list of texts`);
  return parsed.output;
}
