import { DataError } from '../errors/data-error.js';
import type { ByteSource } from '../sources/byte-source.js';
import type { TextExample } from './example.js';
import { describe, type JsonLine, jsonLines, missingField } from './json-lines.js';
import { createTextCollector } from './text-collector.js';
import type { TextFields } from './text-options.js';

/** @throws DataError */
export async function* textsFromJson(source: ByteSource, fields: TextFields): AsyncGenerator<readonly TextExample[]> {
  const collector = createTextCollector(source.name, fields);
  for await (const block of jsonLines(source)) {
    const examples: TextExample[] = [];
    for (const line of block) collector.collect(examples, line.line, textOf(source.name, line, fields), labelOf(source.name, line, fields));
    yield examples;
  }
  collector.finish();
}

function textOf(file: string, line: JsonLine, { textColumn }: TextFields): string {
  const column = textColumn ?? (line.value.text === undefined && line.value.tokens !== undefined ? 'tokens' : 'text');
  const text = line.value[column];
  if (typeof text === 'string') return text;
  if (Array.isArray(text) && text.every((token) => typeof token === 'string')) return text.join(' ');
  if (text === undefined) throw missingField(file, line, column, 'textColumn (--text-column)');
  throw new DataError({ file, line: line.line }, `"${column}" must be a string or a list of tokens, but is ${describe(text)}`);
}

/** A number is a label as well: the Hugging Face conventions write classes so. */
function labelOf(file: string, line: JsonLine, fields: TextFields): string | readonly string[] | undefined {
  const { labelColumn = 'label', labels = 'required' } = fields;
  const label = line.value[labelColumn];
  if (typeof label === 'string') return label;
  if (typeof label === 'number' || typeof label === 'boolean') return String(label);
  if (label === undefined || label === null) {
    if (labels === 'optional' && fields.labelColumn === undefined) return undefined;
    throw missingField(file, line, labelColumn, 'labelColumn (--label-column)');
  }
  if (Array.isArray(label) && label.every((name) => typeof name === 'string' || typeof name === 'number')) return label.map(String);
  throw new DataError(
    { file, line: line.line },
    `"${labelColumn}" must be a string, a number or a list of them, but is ${describe(label)}`,
  );
}
