import stringWidth from 'string-width';

/** Lines of a table: the first column from the left, numbers from the right; wide characters count twice, as terminals show them. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], dim: (text: string) => string): string[] {
  const widths = head.map((title, column) => Math.max(stringWidth(title), ...rows.map((row) => stringWidth(row[column] ?? ''))));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => {
        const padding = ' '.repeat((widths[column] as number) - stringWidth(cell));
        return column === 0 ? cell + padding : padding + cell;
      })
      .join('  ')
      .trimEnd();
  return [dim(line(head)), ...rows.map(line)];
}
