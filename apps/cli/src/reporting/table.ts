import stringWidth from 'string-width';
import { visible } from './visible.js';

/** Lines of a table: the first column from the left, numbers from the right; wide characters count twice, as terminals show them. */
export function table(titles: readonly string[], cells: readonly (readonly string[])[], dim: (text: string) => string): string[] {
  const head = titles.map(visible);
  const rows = cells.map((row) => row.map(visible));
  const widths = head.map((title, column) => Math.max(stringWidth(title), ...rows.map((row) => stringWidth(row[column] ?? ''))));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        const padding = ' '.repeat((widths[column] as number) - stringWidth(cell));
        return column === 0 ? cell + padding : padding + cell;
      })
      .join('  ')
      .trimEnd();
  return [dim(line(head)), ...rows.map(line)];
}
