import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { builtPages } from '../testing/built-pages.js';
import { launchBrowser } from '../testing/launch-browser.js';
import { type ServeOptions, serveSite } from '../testing/serve-site.js';

const minute = 60_000;
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Where the site stands on its host: in a folder, as on many. */
const place = 'some/folder/';

/** Serves a copy of the site, and opens its home page in a browser that has not been here before. */
async function visit(options: ServeOptions, contextOptions: BrowserContextOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'tidegate-host-'));
  cpSync(inject('site'), join(folder, place), { recursive: true });
  const host = await serveSite(folder, options);
  const context = await browser.newContext({ locale: 'en', ...contextOptions });
  onTestFinished(async () => {
    await context.close();
    await host.close();
    rmSync(folder, { recursive: true });
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  const address = (path: string): string => new URL(`${place}${path}`, host.address).href;
  await page.goto(address(''));
  return { page, host, address, complaints };
}

/** Lets the site be kept, which happens after the first page is shown. */
const kept = (page: Page) => page.evaluate(() => navigator.serviceWorker.ready.then(({ scope }) => scope));
const isIsolated = (page: Page): Promise<boolean> => page.evaluate(() => crossOriginIsolated);

/** Trains the adder of the page Speed on WebAssembly; gives the threads that Tidegate has used. */
async function train(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'Run' }).click();
  await page.getByText('Done.', { exact: true }).waitFor({ timeout: minute });
  const cells = await page.getByRole('row').filter({ hasText: 'Adder' }).getByRole('cell').allTextContents();
  expect(cells.slice(0, 2)).toEqual([expect.stringMatching(/^[\d.,]+ ms/), expect.stringMatching(/^[\d.,]+ ms/)]);
  const figures = (await page.locator('.machine').textContent()) ?? '';
  return Number(/Threads of Tidegate(?<threads>\d+)/.exec(figures)?.groups?.threads);
}

const speed = 'speed/?cases=adder&threads=2';

describe('threads', () => {
  it('are one where the host sends no headers and nothing can be kept, and the page says why', async () => {
    const { page, address } = await visit({ isolated: false }, { serviceWorkers: 'block' });
    await page.goto(address(speed));
    expect(await isIsolated(page)).toBe(false);
    await page.getByText('Browsers give this page one thread').waitFor();
  });

  // Pages of hosts that send the headers have them from the first one on, which the tests of workers look at.
  it('are there from the second page on where the host sends no headers', { timeout: minute }, async () => {
    const { page, address } = await visit({ isolated: false });
    expect(await kept(page)).toBe(address(''));
    await page.goto(address(speed));
    expect(await isIsolated(page)).toBe(true);
    expect(await train(page)).toBe(2);
  });
});

it('every page opens without a network after the first visit, and trains', { timeout: minute }, async () => {
  const { page, host, address, complaints } = await visit({ isolated: false });
  await kept(page);
  await host.close();
  for (const path of builtPages(inject('site'))) {
    await page.goto(address(path));
    await page.getByRole('heading', { level: 1 }).waitFor();
  }
  await page.goto(address(speed));
  expect(await train(page)).toBe(2);
  expect(complaints).toEqual([]);
});
