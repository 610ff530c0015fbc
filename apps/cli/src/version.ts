import { readFileSync } from 'node:fs';

/** The version of this package; its package.json stands one folder above both the sources and the bundle. */
export const version: string = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
