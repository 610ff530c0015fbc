import sliceAnsi from 'slice-ansi';
import stringWidth from 'string-width';

/** A text in so many columns at most, wide characters two each; where something is left out, it ends in `…`. */
export function shorten(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  const room = Math.max(0, columns - 1);
  // A wide character that begins in the last column is not cut off.
  const cut = sliceAnsi(text, 0, room);
  return `${stringWidth(cut) <= room ? cut : sliceAnsi(text, 0, room - 1)}…`;
}

/** A path such as `encoder/0/forward`, whose end says most, so that its beginning is left out. */
export function shortenPath(path: string, columns: number): string {
  if (!path.includes('/')) return shorten(path, columns);
  return stringWidth(path) <= columns ? path : `…${sliceAnsi(path, stringWidth(path) - columns + 1)}`;
}

/** A text in exactly so many columns. */
export function fill(text: string, columns: number): string {
  const short = shorten(text, columns);
  return short + ' '.repeat(Math.max(0, columns - stringWidth(short)));
}
