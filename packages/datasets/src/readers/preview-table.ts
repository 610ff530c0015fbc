import { assertInteger, assertOneOf } from '@tidegate/core';
import { DataError } from '../errors/data-error.js';
import type { ByteSource } from '../sources/byte-source.js';
import { commaSeparatedRows } from './comma-separated-rows.js';
import { jsonLines } from './json-lines.js';
import { namedRows, type Row, tabSeparatedRows } from './rows.js';
import type { TextOptions } from './text-options.js';

/** How a table begins. */
export interface TablePreview {
  /** The names of the columns; of JSON Lines every field that one of the rows has, in the order in which they come. */
  readonly columns: readonly string[];
  /** Values by row and column, as text; what JSON has that is no string stands there as JSON, and a field that is missing as nothing. */
  readonly rows: readonly (readonly string[])[];
}

export interface TablePreviewOptions {
  readonly format: Exclude<TextOptions['format'], 'lines'>;
  /** Whether the first row of a CSV or TSV file names the columns; default true. Without names they are called 1, 2, 3 and so on. */
  readonly header?: boolean;
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
  { format, header = true, rows: most = 10 }: TablePreviewOptions,
): Promise<TablePreview> {
  assertOneOf('previewTable', 'format', format, ['csv', 'tsv', 'jsonl']);
  assertInteger('previewTable', 'rows', most, 1);
  const preview = format === 'jsonl' ? await previewJson(source, most) : await previewRows(source, format, most, header);
  if (preview.rows.length === 0) throw new DataError({ file: source.name }, 'has no examples; is it the right file?');
  return preview;
}

async function previewRows(source: ByteSource, format: 'csv' | 'tsv', most: number, header: boolean): Promise<TablePreview> {
  const separated = () => (format === 'csv' ? commaSeparatedRows(source) : tabSeparatedRows(source));
  const numbers = header ? undefined : await numberedColumns(separated());
  const rows: (readonly string[])[] = [];
  let columns: readonly string[] = [];
  for await (const { names, rows: block } of namedRows(source, separated(), numbers)) {
    columns = names;
    rows.push(...block.slice(0, most - rows.length).map(({ fields }) => fields));
    if (rows.length === most) break;
  }
  return { columns, rows };
}

/** As many as the first row has fields. */
async function numberedColumns(rows: AsyncIterable<readonly Row[]>): Promise<string[]> {
  for await (const [first] of rows) if (first) return first.fields.map((_, index) => String(index + 1));
  return [];
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
