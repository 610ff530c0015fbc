import stringWidth from 'string-width';
import { shortenPath } from '../reporting/shorten.js';
import { table } from '../reporting/table.js';
import { visible } from '../reporting/visible.js';

export interface NarrowTable {
  readonly titles: readonly string[];
  /** A row of one cell is a heading: it may take all of a line. */
  readonly rows: readonly (readonly string[])[];
  /** Columns of the terminal. */
  readonly width: number;
  /** By number, the columns that are left out where there is no place, the first of these first. */
  readonly optional: readonly number[];
}

/** What a table keeps of its first column. */
const fewest = 8;

/** Lines of a table that fit in a terminal: it loses columns, and then the beginnings of the paths in its first one. */
export function narrowTable({ titles, rows, width, optional }: NarrowTable, dim: (text: string) => string): string[] {
  const isHeading = (row: readonly string[]): boolean => row.length === 1;
  const whole = rows.filter((row) => !isHeading(row));
  const widths = titles.map((title, column) => Math.max(...[title, ...whole.map((row) => row[column] ?? '')].map(widthOf)));
  const left = new Set<number>();
  const taken = (): number => widths.reduce((sum, each, column) => sum + (left.has(column) ? 0 : each + 2), -2);
  for (const column of optional) if (taken() > width) left.add(column);
  const room = Math.max(fewest, (widths[0] as number) - Math.max(0, taken() - width));
  const kept = (row: readonly string[]): string[] =>
    row.filter((_, column) => !left.has(column)).map((cell, column) => (column === 0 ? shortenPath(visible(cell), room) : cell));
  const [head, ...lines] = table(kept(titles), whole.map(kept), dim);
  return [
    head as string,
    ...rows.map((row) => (isHeading(row) ? shortenPath(visible(row[0] as string), width) : (lines.shift() as string))),
  ];
}

function widthOf(cell: string): number {
  return stringWidth(visible(cell));
}
