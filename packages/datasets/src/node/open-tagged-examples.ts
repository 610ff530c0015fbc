import { statSync } from 'node:fs';
import { DataError } from '../errors/data-error.js';
import type { TaggedExample } from '../readers/example.js';
import { readTaggedExamples } from '../readers/read-tagged-examples.js';
import type { TaggedFields, TaggedFormat } from '../readers/tagged-options.js';
import { fileSource } from './file-source.js';
import { formatOf } from './format-of.js';

export interface OpenTaggedOptions extends TaggedFields {
  /** What the extension says by default; `.txt` is taken for columns. */
  readonly format?: TaggedFormat;
}

/**
 * The tagged sentences of a file. Each pass reads it anew.
 *
 * @throws DataError at once for a folder, or an extension that says no format of tagged sentences; while reading, as `readTaggedExamples` does
 */
export function openTaggedExamples(path: string, options: OpenTaggedOptions = {}): AsyncIterable<TaggedExample> {
  return readTaggedExamples(fileSource(path), { ...options, format: options.format ?? taggedFormatOf(path) });
}

function taggedFormatOf(path: string): TaggedFormat {
  const found = statSync(path, { throwIfNoEntry: false });
  // That a file is not there is told when it is read, whatever its name ends with.
  if (!found) return 'conll';
  if (found.isDirectory()) throw new DataError({ file: path }, 'is a directory; give a file of tagged tokens');
  const format = formatOf(path);
  if (format === 'jsonl' || format === 'conll') return format;
  if (format === 'lines') return 'conll';
  throw new DataError({ file: path }, 'its extension says a table of texts; give tokens and tags as JSON Lines or as columns (.conll)');
}
