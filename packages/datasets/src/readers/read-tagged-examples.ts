import { assertOneOf } from '@tidegate/core';
import type { ByteSource } from '../sources/byte-source.js';
import { sentencesFromColumns } from './conll.js';
import type { TaggedExample } from './example.js';
import { flatten } from './flatten.js';
import { sentencesFromJson } from './sentences-from-json.js';
import { type TaggedOptions, taggedFormats } from './tagged-options.js';

/**
 * The sentences of a source with a tag for each token, in its order; each pass reads it anew. Memory does not grow with the source.
 *
 * @throws ArgumentError at once for an unknown format
 * @throws DataError while reading, with file and line: what is not UTF-8, more tags than tokens or fewer, columns that are missing,
 * broken JSON, values of another type, no sentence at all
 */
export function readTaggedExamples(source: ByteSource, options: TaggedOptions): AsyncIterable<TaggedExample> {
  const { format } = options;
  assertOneOf('readTaggedExamples', 'format', format, taggedFormats);
  return flatten(() => (format === 'jsonl' ? sentencesFromJson(source, options) : sentencesFromColumns(source, options)));
}
