import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it, onTestFinished } from 'vitest';
import { writeServiceWorker } from '../../vite/service-worker.js';
import { launchBrowser } from '../testing/launch-browser.js';
import { serveSite } from '../testing/serve-site.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const mark = (version: number): string => `<meta name="version" content="${version}" />`;

/** Makes another version of a site: its home page has another mark, and every script has another name, as if all of them had changed. */
async function deploy(folder: string, version: number): Promise<void> {
  const assets = join(folder, 'assets');
  const names = readdirSync(assets).filter((name) => name.endsWith('.js'));
  const renamed = new Map(names.map((name) => [name, name.replace(/(-version\d)?\.js$/, `-version${version}.js`)]));
  for (const [old, name] of renamed) renameSync(join(assets, old), join(assets, name));
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(html|js)$/.test(name))) {
    const file = join(folder, path);
    let text = readFileSync(file, 'utf8');
    for (const [old, name] of renamed) text = text.replaceAll(old, name);
    writeFileSync(file, path === 'index.html' ? text.replace(/<meta name="version"[^>]*>|(?=<\/head>)/, mark(version)) : text);
  }
  await writeServiceWorker(folder);
}

/** A site of version 1, kept by a browser. */
async function visit() {
  const folder = mkdtempSync(join(tmpdir(), 'tidegate-host-'));
  cpSync(inject('site'), folder, { recursive: true });
  await deploy(folder, 1);
  const site = await serveSite(folder, { isolated: false });
  const context = await browser.newContext({ locale: 'en' });
  onTestFinished(async () => {
    await context.close();
    await site.close();
    rmSync(folder, { recursive: true });
  });
  const page = await context.newPage();
  await page.goto(site.address);
  await page.evaluate(() => navigator.serviceWorker.ready);
  return { folder, page, context, address: site.address };
}

/** The version that a home page is of. */
const versionOf = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.querySelector<HTMLMetaElement>('meta[name="version"]')?.content);

/** The versions of the scripts that the browser keeps. */
const keptVersions = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const versions = new Set<string>();
    for (const name of await caches.keys()) {
      for (const { url } of await (await caches.open(name)).keys())
        versions.add(/-(?<version>version\d)\.js/.exec(url)?.groups?.version ?? 'any');
    }
    return [...versions].sort();
  });

it('a page stays what it is until the visitor opens the new version, in all pages at once', { timeout: 60_000 }, async () => {
  const { folder, page, context, address } = await visit();
  const other = await context.newPage();
  await other.goto(`${address}speed/?cases=adder`);
  await deploy(folder, 2);
  // What the host no longer has is still there for the pages of that version.
  await other.goto(`${address}speed/?cases=adder.rcnn`);
  // Also on a page that was there before the site was kept.
  await page.getByRole('button', { name: 'Open it now' }).waitFor();
  expect(await versionOf(page)).toBe('1');
  await other.getByRole('img').locator('svg').waitFor();

  const reloaded = Promise.all([page, other].map((each) => each.waitForEvent('load')));
  await page.getByRole('button', { name: 'Open it now' }).click();
  await reloaded;
  await expect.poll(() => versionOf(page).catch(() => undefined), { timeout: 20_000 }).toBe('2');
  await other.getByRole('img').locator('svg').waitFor();
  await expect.poll(() => keptVersions(page)).toEqual(['any', 'version2']);
  expect(await page.getByRole('button', { name: 'Open it now' }).count()).toBe(0);
});

it('the only page that is open goes over to the new version when it is opened again', { timeout: 60_000 }, async () => {
  const { folder, page } = await visit();
  await page.reload();
  await deploy(folder, 2);
  expect(await versionOf(page)).toBe('1');
  // The version before may serve something to the end first; without being asked, it would stay as long as there is a page.
  const openAgain = async (): Promise<string | undefined> => {
    await page.reload().catch(() => undefined);
    await page.waitForTimeout(1000);
    return versionOf(page).catch(() => undefined);
  };
  await expect.poll(openAgain, { timeout: 40_000 }).toBe('2');
  await expect.poll(() => keptVersions(page)).toEqual(['any', 'version2']);
});
