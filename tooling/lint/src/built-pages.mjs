#!/usr/bin/env node
/**
 * Builds a page around `example.js` in each of the folders named on the command line, as Vite does for production, and opens it in Chromium
 * where there is one. Prints a list of `{ root, complaints, output }` as JSON; `output` is what the page logs, null where it was not opened.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build, createLogger, preview } from 'vite';

/** Where Debian's package puts it. */
const executablePath = process.env.TIDEGATE_CHROMIUM ?? '/usr/bin/chromium';
/** Milliseconds that a page may take. */
const timeout = 30_000;
const html = `<!doctype html>
<link rel="icon" href="data:,">
<script type="module">import('./example.js').then(() => { document.title = 'done'; });</script>
`;

/** @param {string} root @returns {Promise<string[]>} what Vite warns of, or fails with */
async function buildPage(root) {
  const complaints = [];
  const logger = createLogger('silent');
  for (const level of /** @type {const} */ (['warn', 'warnOnce', 'error'])) logger[level] = (message) => void complaints.push(message);
  writeFileSync(join(root, 'index.html'), html);
  await build({ root, configFile: false, logLevel: 'warn', customLogger: logger }).catch((error) => complaints.push(String(error)));
  return complaints;
}

/** @param {import('playwright-core').Browser} browser @param {string} root */
async function openPage(browser, root) {
  const server = await preview({ root, configFile: false, logLevel: 'silent', preview: { port: 0, host: '127.0.0.1' } });
  const page = await browser.newPage();
  const complaints = [];
  const lines = [];
  page.on('console', (message) => ({ log: lines, error: complaints })[message.type()]?.push(message.text()));
  const failed = new Promise((_, reject) => page.on('pageerror', reject));
  try {
    await page.goto(String(server.resolvedUrls?.local[0]));
    await Promise.race([failed, page.waitForFunction(() => document.title === 'done', undefined, { timeout })]);
  } catch (error) {
    complaints.push(String(error).slice(0, 2_000));
  } finally {
    await page.close();
    await server.close();
  }
  return { complaints, output: lines.join('\n') };
}

const browser = existsSync(executablePath) ? await chromium.launch({ executablePath, args: ['--no-sandbox'] }) : undefined;
const pages = [];
for (const root of process.argv.slice(2)) {
  const complaints = await buildPage(root);
  const opened = browser && complaints.length === 0 ? await openPage(browser, root) : { complaints: [], output: null };
  pages.push({ root, complaints: [...complaints, ...opened.complaints], output: opened.output });
}
await browser?.close();
console.log(JSON.stringify(pages));
