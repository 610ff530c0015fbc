import { extname } from 'node:path';
import { DataError } from '../errors/data-error.js';
import type { TaggedFormat } from '../readers/tagged-options.js';
import type { TextFormat } from '../readers/text-options.js';

const formats: Readonly<Record<string, TextFormat | TaggedFormat>> = {
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.tab': 'tsv',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.txt': 'lines',
  '.conll': 'conll',
  '.bio': 'conll',
  '.iob': 'conll',
  '.iob2': 'conll',
};

/**
 * The format that the extension of a file says.
 *
 * @throws DataError for another extension
 */
export function formatOf(path: string): TextFormat | TaggedFormat {
  const extension = extname(path).toLowerCase();
  const format = formats[extension];
  if (format) return format;
  const remedy =
    extension === '.json' ? 'write one JSON object a line into a .jsonl file, as "jq -c .[]" does' : 'set the format (--format)';
  throw new DataError({ file: path }, `the extension "${extension}" says no format (known: ${Object.keys(formats).join(' ')}); ${remedy}`);
}
