import { blobSource, previewTable, type TablePreviewOptions } from '@tidegate/datasets';
import { type ColumnGuess, guessColumns } from './guess-columns.js';
import { guessTokenizer } from './guess-tokenizer.js';
import { ProblemError } from './problem.js';

export type FileFormat = TablePreviewOptions['format'];

/** What a visitor's file looks like, to choose from. */
export interface FileLook extends ColumnGuess {
  readonly format: FileFormat;
  readonly columns: readonly string[];
  /** The first rows. */
  readonly rows: readonly (readonly string[])[];
  readonly tokenizer: 'words' | 'characters';
}

/** Rows that the guesses hang on, and those of them that are shown. */
const guessedOf = 200;
const shown = 5;
/** Bytes: more than a first line has. */
const beginning = 2 ** 16;

/**
 * Looks at the first rows of a file.
 *
 * @param hasHeader whether the first row of a table names the columns; without one they are called 1, 2, 3, ...
 * @throws DataError if it is no table
 * @throws ProblemError if it has one column only
 */
export async function lookAtFile(file: File, hasHeader: boolean): Promise<FileLook> {
  const [firstLine = ''] = (await file.slice(0, beginning).text()).split('\n', 1);
  const format = guessFormat(file.name, firstLine);
  const source = blobSource(file.name, file);
  const preview = await previewTable(source, { format, header: hasHeader, rows: guessedOf });
  const { columns, rows } = preview;
  if (columns.length < 2) throw new ProblemError({ kind: 'oneColumn', column: columns[0] ?? '' });
  const guess = guessColumns(preview);
  const texts = rows.map((row) => row[columns.indexOf(guess.textColumn)] ?? '');
  return { format, columns, rows: rows.slice(0, shown), ...guess, tokenizer: guessTokenizer(texts) };
}

/** What the name of a file says, unless its first line shows that it is something else. */
function guessFormat(name: string, firstLine: string): FileFormat {
  if (/\.(jsonl|ndjson)$/i.test(name) || /^\ufeff?\s*\{"/.test(firstLine)) return 'jsonl';
  const tabs = firstLine.split('\t').length;
  if (/\.(tsv|tab)$/i.test(name)) return 'tsv';
  return tabs > 1 && tabs > firstLine.split(',').length ? 'tsv' : 'csv';
}
