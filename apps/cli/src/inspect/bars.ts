const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const heights = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** A bar of a share of so many columns, filled up with spaces. */
export function bar(share: number, columns: number): string {
  const filled = Math.round(8 * columns * Math.max(0, Math.min(1, share)));
  const text = '█'.repeat(Math.floor(filled / 8)) + eighths[filled % 8];
  return text.padEnd(columns);
}

/** A column of one character for each share, the largest one full; a share that is not 0 is never empty. */
export function tinyHistogram(shares: readonly number[]): string {
  const most = Math.max(...shares);
  return shares.map((share) => heights[share > 0 ? Math.max(1, Math.round((8 * share) / most)) : 0]).join('');
}
