import { readFileSync } from 'node:fs';

/** Puts the version of the packages, which all have the same, where the site's own code asks for it. */
export function defineVersion(): Record<string, string> {
  const manifest = readFileSync(new URL('../../../packages/core/package.json', import.meta.url), 'utf8');
  return { 'import.meta.env.TIDEGATE_VERSION': JSON.stringify((JSON.parse(manifest) as { readonly version: string }).version) };
}
