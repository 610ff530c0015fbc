import { visible } from '../reporting/visible.js';

/** A token as people see it: a space by itself stands as `␣`, a line end as `\n`. */
export function shownToken(token: string): string {
  return token.trim() === '' ? visible(token).replaceAll(' ', '␣') : visible(token);
}
