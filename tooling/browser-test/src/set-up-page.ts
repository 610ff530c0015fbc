import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { build, createLogger, createServer, type Logger } from 'vite';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { installPage } from './install-page.js';
import { openBrowser } from './open-browser.js';
import { type Headers, serveFolder } from './serve-folder.js';

/** The page in a folder of its own, built, and a browser to open it in. */
export interface InstalledPage {
  readonly folder: string;
  /** What Vite and the browser's console have warned of since this was last called, and errors that nobody caught. */
  takeComplaints(): readonly string[];
  /** Opens the page as `vite build` made it. */
  openBuilt(headers?: Headers): Promise<Page>;
  /** Opens the page as it is while it is written. */
  openServed(headers?: Headers): Promise<Page>;
}

const imported = [
  '@tensorflow/tfjs-core',
  '@tidegate/backend-wasm',
  '@tidegate/backend-webgpu',
  '@tidegate/checkpoints',
  '@tidegate/core',
  '@tidegate/datasets',
  '@tidegate/models',
  '@tidegate/ops',
  '@tidegate/training',
];

/** Installs and builds the page before the tests of a file, and removes it after them. */
export function setUpPage(): InstalledPage {
  const folder = mkdtempSync(join(tmpdir(), 'tidegate-page-'));
  const complaints: string[] = [];
  const vite = { root: folder, configFile: false, logLevel: 'warn', customLogger: listeningLogger(complaints) } as const;
  let browser: Browser;

  beforeAll(async () => {
    installPage(folder, imported);
    // What Vite finds in `public` it serves as it is.
    cpSync(join(folder, 'node_modules/@tidegate/backend-wasm/binaries'), join(folder, 'public/wasm'), { recursive: true });
    await build(vite);
    browser = await openBrowser();
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const openPage = async (url: string): Promise<Page> => {
    const page = await browser.newPage();
    onTestFinished(() => page.close());
    page.on('console', (message) => {
      if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(url);
    return page;
  };

  return {
    folder,
    takeComplaints: () => complaints.splice(0),
    async openBuilt(headers) {
      const server = await serveFolder(join(folder, 'dist'), headers);
      onTestFinished(server.close);
      return openPage(server.url);
    },
    async openServed(headers) {
      const server = await createServer({ ...vite, server: { port: 0, ...(headers && { headers }) } });
      onTestFinished(() => server.close());
      await server.listen();
      return openPage(server.resolvedUrls?.local[0] as string);
    },
  };
}

/** Vite's own logger, of which warnings and errors are kept too. */
function listeningLogger(complaints: string[]): Logger {
  const logger = createLogger('warn');
  for (const level of ['warn', 'warnOnce', 'error'] as const) {
    const log = logger[level];
    logger[level] = (message: string, options?: object) => {
      complaints.push(message);
      log(message, options);
    };
  }
  return logger;
}
