import Papa from 'papaparse';
import { DataError } from '../errors/data-error.js';
import type { ByteSource } from '../sources/byte-source.js';
import type { Row } from './rows.js';
import { countLineFeeds, textBlocks } from './text-blocks.js';

/** What one row may have, so that a quote that is never closed does not take in the whole file. */
const longestRow = 2 ** 24;

/**
 * Rows of a CSV file (RFC 4180): a field in quotes may hold commas, line ends, and quotes written twice. Empty lines are no rows.
 *
 * @throws DataError for a quote that is not closed, or not where its field ends
 */
export async function* commaSeparatedRows(source: ByteSource): AsyncGenerator<readonly Row[]> {
  /** What begins with a row that does not end in it. */
  let open = '';
  let openLine = 1;
  /** How long a text must be to be worth another try: parsing a long row at every block would take time in its square. */
  let worthTrying = 0;
  for await (const { text, line } of textBlocks(source, 'lines')) {
    if (open === '') openLine = line;
    open += text;
    if (open.length < worthTrying) continue;
    const { rows, rest, restLine, isMalformed } = parse(open, openLine);
    yield rows;
    if (isMalformed) throw malformed(source.name, restLine);
    open = rest;
    openLine = restLine;
    if (open.length > longestRow) throw unclosed(source.name, openLine);
    worthTrying = 2 * open.length;
  }
  if (open === '') return;
  const { rows, rest, restLine, isMalformed } = parse(open, openLine);
  yield rows;
  if (isMalformed) throw malformed(source.name, restLine);
  if (rest !== '') throw unclosed(source.name, restLine);
}

interface ParsedRows {
  readonly rows: readonly Row[];
  /** What is left of the text, and the line that it begins in. */
  readonly rest: string;
  readonly restLine: number;
  /** Whether the rest begins with a row that is none. */
  readonly isMalformed?: boolean;
}

/** The rows that end in the text, up to a malformed one. */
function parse(text: string, firstLine: number): ParsedRows {
  // The parser takes a mark at the beginning of what it is given for that of a file; here it may stand anywhere in one.
  const whole = text.startsWith('\ufeff') ? `\ufeff${text}` : text;
  const { data, errors } = Papa.parse<string[]>(whole, { delimiter: ',', newline: '\n', header: false });
  const isOpen = errors.some(({ code }) => code === 'MissingQuotes');
  const malformedRow = errors.find(({ code }) => code === 'InvalidQuotes')?.row;
  const rows: Row[] = [];
  let line = firstLine;
  for (const [index, fields] of data.entries()) {
    const isMalformed = index === malformedRow;
    if (isMalformed || (isOpen && index === data.length - 1)) {
      return { rows, rest: afterLines(text, line - firstLine), restLine: line, isMalformed };
    }
    if (fields.length > 1 || fields[0] !== '') rows.push({ fields, line });
    line += 1 + fields.reduce((sum, field) => sum + countLineFeeds(field), 0);
  }
  return { rows, rest: '', restLine: line };
}

function afterLines(text: string, count: number): string {
  let begin = 0;
  for (let line = 0; line < count; line++) begin = text.indexOf('\n', begin) + 1;
  return text.slice(begin);
}

function malformed(file: string, line: number): DataError {
  return new DataError(
    { file, line },
    'has text behind a closing quote; columns end at commas, and a quote inside quotes is written twice, as in "a ""word"" here"',
  );
}

function unclosed(file: string, line: number): DataError {
  return new DataError({ file, line }, 'a quote that opens in this row is never closed; close it, or write it twice inside quotes');
}
