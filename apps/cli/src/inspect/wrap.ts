import wrapAnsi from 'wrap-ansi';

/** A text in lines of so many columns, wide characters two each; words stay whole where they can. */
export function wrap(text: string, columns: number): string[] {
  return wrapAnsi(text, columns, { hard: true }).split('\n');
}
