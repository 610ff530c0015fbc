import { assertOneOf } from '@tidegate/core';
import { DataError } from '../errors/data-error.js';
import type { ByteSource } from '../sources/byte-source.js';
import type { TextExample } from './example.js';
import { flatten } from './flatten.js';
import { lines } from './rows.js';
import { createTextCollector } from './text-collector.js';
import { type TextFields, type TextOptions, textFormats } from './text-options.js';
import { textsFromJson } from './texts-from-json.js';
import { textsFromTable } from './texts-from-tables.js';

/**
 * The texts of a source, in its order; each pass reads it anew. Memory does not grow with the source. UTF-8, with or without a
 * byte-order mark and with either kind of line ends, which give the same examples.
 *
 * Examples whose text is empty are left out, and `onSkip` is told.
 *
 * @throws ArgumentError at once for an unknown format
 * @throws DataError while reading, with file and line: what is not UTF-8, rows of another length than the header, a column that is
 * missing or named twice, broken JSON, values of another type, an empty label, no example at all
 */
export function readTextExamples(source: ByteSource, options: TextOptions): AsyncIterable<TextExample> {
  const { format } = options;
  assertOneOf('readTextExamples', 'format', format, textFormats);
  return flatten(() => {
    if (format === 'jsonl') return textsFromJson(source, options);
    if (format === 'lines') return textsFromLines(source, options);
    return textsFromTable(source, format, options);
  });
}

async function* textsFromLines(source: ByteSource, fields: TextFields): AsyncGenerator<readonly TextExample[]> {
  if (fields.labels === 'required') {
    const remedy = 'give CSV, TSV or JSON Lines, or a folder with a folder of texts for each class';
    throw new DataError({ file: source.name }, `plain lines have no labels; ${remedy}`);
  }
  const collector = createTextCollector(source.name, fields);
  for await (const block of lines(source)) {
    const examples: TextExample[] = [];
    for (const { text, line } of block) collector.collect(examples, line, text);
    yield examples;
  }
  collector.finish();
}
