import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the built site. */
    readonly site: string;
  }
}

const configFile = fileURLToPath(new URL('../../vite.config.ts', import.meta.url));

/** Builds the site once, from the sources of all packages, for every file of tests. */
export default async function buildSite({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'tidegate-site-'));
  const { NODE_ENV } = process.env;
  // That of the tests would make a site for development.
  process.env.NODE_ENV = 'production';
  await build({ configFile, logLevel: 'warn', build: { outDir: folder, emptyOutDir: true } });
  process.env.NODE_ENV = NODE_ENV;
  provide('site', folder);
  return () => rm(folder, { recursive: true, force: true });
}
