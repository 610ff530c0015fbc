import { counted } from '../errors/counted.js';
import { DataError } from '../errors/data-error.js';
import type { ByteSource } from '../sources/byte-source.js';
import { textBlocks } from './text-blocks.js';

/** The fields of a row of a table. */
export interface Row {
  readonly fields: readonly string[];
  /** The line that it begins in. */
  readonly line: number;
}

/** The lines of a source, without their ends; empty lines too. */
export async function* lines(source: ByteSource): AsyncGenerator<readonly { readonly text: string; readonly line: number }[]> {
  for await (const block of textBlocks(source, 'lines')) {
    const found = [];
    const { text } = block;
    let { line } = block;
    for (let begin = 0; begin < text.length; line++) {
      const end = text.indexOf('\n', begin);
      const until = end < 0 ? text.length : end;
      found.push({ text: text.slice(begin, until), line });
      begin = until + 1;
    }
    yield found;
  }
}

/** Rows of a TSV file: fields end at a tab, and a quote is a character like any other. Empty lines are no rows. */
export async function* tabSeparatedRows(source: ByteSource): AsyncGenerator<readonly Row[]> {
  for await (const block of lines(source)) {
    const rows: Row[] = [];
    for (const { text, line } of block) if (text !== '') rows.push({ fields: text.split('\t'), line });
    yield rows;
  }
}

/**
 * The rows with the names of the columns, which stand in the first row unless they are given.
 *
 * @throws DataError for a name that stands twice, a file without rows, and a row with another number of fields
 */
export async function* namedRows(
  source: ByteSource,
  rows: AsyncIterable<readonly Row[]>,
  columns?: readonly string[],
): AsyncGenerator<{ readonly names: readonly string[]; readonly rows: readonly Row[] }> {
  let names = columns;
  for await (const block of rows) {
    let begin = 0;
    if (!names && block[0]) {
      names = block[0].fields.map((name) => name.trim());
      refuseRepeated(source.name, block[0].line, names);
      begin = 1;
    }
    const data = begin === 0 ? block : block.slice(begin);
    if (!names) continue;
    const { length } = names;
    const uneven = data.findIndex(({ fields }) => fields.length !== length);
    yield { names, rows: uneven < 0 ? data : data.slice(0, uneven) };
    // Thrown only now, so that of several errors the first one in the file is told.
    if (uneven >= 0) throw unevenRow(source.name, data[uneven] as Row, names);
  }
}

function unevenRow(file: string, { fields, line }: Row, names: readonly string[]): DataError {
  return new DataError(
    { file, line },
    `this row has ${counted(fields.length, 'field')} where the columns are ${names.length} (${names.join(', ')}); mend the row, or check the format and its separator`,
  );
}

function refuseRepeated(file: string, line: number, names: readonly string[]): void {
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated === undefined) return;
  throw new DataError(
    { file, line },
    `two columns are called "${repeated}"; rename one, or if this is no header, give the names in columns`,
  );
}
