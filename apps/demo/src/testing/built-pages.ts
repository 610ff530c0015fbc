import { readdirSync } from 'node:fs';

/** The addresses of all pages of a built site, relative to its root. */
export function builtPages(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('index.html'))
    .map((name) => name.slice(0, -'index.html'.length))
    .sort();
}
