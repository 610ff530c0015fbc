import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = process.env.TIDEGATE_DATA ?? fileURLToPath(new URL('../../../../../shared/data', import.meta.url));

/** The path of a file of real data, and the reason for which its test is left out where it is missing. */
export function sharedData(name: string): { readonly path: string; readonly missing: boolean; readonly reason: string } {
  const path = join(folder, name);
  const missing = !existsSync(path);
  return { path, missing, reason: missing ? ` (left out: ${path} is missing)` : '' };
}
