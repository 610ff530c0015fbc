import stringWidth from 'string-width';

const eraseLine = '\u001B[2K';
const cursorUp = '\u001B[1A';

/**
 * What takes away the lines that a terminal has made of a picture beyond its own, as most do when their window becomes narrower. The cursor
 * stands below the picture, and afterwards so far above that as many lines are left as it had.
 *
 * @param columns of the terminal now
 */
export function reflowed(lines: readonly string[], columns: number): string {
  const more = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(stringWidth(line) / columns)) - 1, 0);
  return (eraseLine + cursorUp).repeat(more);
}
