import { assertInteger, assertOneOf } from '@tidegate/core';
import { DataError } from '../errors/data-error.js';
import type { ByteSource } from '../sources/byte-source.js';
import { commaSeparatedRows } from './comma-separated-rows.js';
import { jsonLines } from './json-lines.js';
import { namedRows, tabSeparatedRows } from './rows.js';
import type { TextOptions } from './text-options.js';

/** How a table begins. */
export interface TablePreview {
  /** The names of the columns; of JSON Lines every field that one of the rows has, in the order in which they come. */
  readonly columns: readonly string[];
  /** Values by row and column, as text; what JSON has that is no string stands there as JSON, and a field that is missing as nothing. */
  readonly rows: readonly (readonly string[])[];
}

export interface TablePreviewOptions extends Pick<TextOptions, 'columns'> {
  readonly format: Exclude<TextOptions['format'], 'lines'>;
  /** Rows at most; default 10. */
  readonly rows?: number;
}

/**
 * The columns and the first rows of a table, for someone who is to say which of them `readTextExamples` shall read. No more of the source is
 * read than these rows need.
 *
 * @throws ArgumentError for an unknown format, or a number of rows below 1
 * @throws DataError with file and line: what is not UTF-8, rows of another length than the header, a column that is named twice, broken JSON,
 * nothing but a header, or nothing at all
 */
export async function previewTable(
  source: ByteSource,
  { format, columns: given, rows: most = 10 }: TablePreviewOptions,
): Promise<TablePreview> {
  assertOneOf('previewTable', 'format', format, ['csv', 'tsv', 'jsonl']);
  assertInteger('previewTable', 'rows', most, 1);
  const preview = format === 'jsonl' ? await previewJson(source, most) : await previewRows(source, format, most, given);
  if (preview.rows.length === 0) throw new DataError({ file: source.name }, 'has no examples; is it the right file?');
  return preview;
}

async function previewRows(
  source: ByteSource,
  format: 'csv' | 'tsv',
  most: number,
  given: readonly string[] | undefined,
): Promise<TablePreview> {
  const rows: (readonly string[])[] = [];
  let columns: readonly string[] = given ?? [];
  const separated = format === 'csv' ? commaSeparatedRows(source) : tabSeparatedRows(source);
  for await (const { names, rows: block } of namedRows(source, separated, given)) {
    columns = names;
    rows.push(...block.slice(0, most - rows.length).map(({ fields }) => fields));
    if (rows.length === most) break;
  }
  return { columns, rows };
}

async function previewJson(source: ByteSource, most: number): Promise<TablePreview> {
  const values: Readonly<Record<string, unknown>>[] = [];
  for await (const block of jsonLines(source)) {
    values.push(...block.slice(0, most - values.length).map(({ value }) => value));
    if (values.length === most) break;
  }
  const columns = [...new Set(values.flatMap((value) => Object.keys(value)))];
  return { columns, rows: values.map((value) => columns.map((column) => asText(value[column]))) };
}

function asText(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
