import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The HTML files of the site: that of the root, and one in each folder that is a page. */
export function pagesIn(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('index.html'))
    .map((name) => join(root, name))
    .sort();
}
