import { visible } from '../reporting/visible.js';

/** A token as people see it: a space stands as `␣`, a line end as `\n`. */
export function shownToken(token: string): string {
  return visible(token).replaceAll(' ', '␣');
}
