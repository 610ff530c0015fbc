import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';

const configFile = fileURLToPath(new URL('../vite.config.ts', import.meta.url));
/** Where Debian's package puts it. */
const executablePath = process.env.TIDEGATE_CHROMIUM ?? '/usr/bin/chromium';

/**
 * Builds the site as it is now, serves it with cross-origin isolation, and starts a browser.
 *
 * @param {readonly string[]} [args] for the browser
 */
export async function openSite(args = []) {
  const folder = await mkdtemp(join(tmpdir(), 'tidegate-site-'));
  await build({ configFile, logLevel: 'warn', build: { outDir: folder, emptyOutDir: true } });
  const server = await preview({
    configFile,
    logLevel: 'silent',
    build: { outDir: folder },
    preview: { port: 0, host: '127.0.0.1', open: false },
  });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking', ...args] });
  return {
    address: String(server.resolvedUrls?.local[0]),
    browser,
    async close() {
      await browser.close();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
