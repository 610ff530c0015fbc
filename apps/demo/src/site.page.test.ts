import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { accessibilityProblems } from './testing/accessibility.js';
import { builtPages } from './testing/built-pages.js';
import { setUpSite } from './testing/set-up-site.js';

/** Bytes of JavaScript, gzipped, that a page may load before a backend is chosen. */
const mostJavaScript = 250_000;

const { open } = setUpSite();

/** Lets the worker of a page load, but keeps from it every call, the one that starts a backend among them. */
const openWithoutCalls = (path: string, scripts: Map<string, Promise<Buffer>>): Promise<Page> =>
  open(path, {
    async prepare(page) {
      await page.addInitScript(() => {
        Worker.prototype.postMessage = () => undefined;
      });
      page.on('response', (response) => {
        if (/javascript/.test(response.headers()['content-type'] ?? '')) scripts.set(response.url(), response.body());
      });
    },
  });

describe.each(builtPages(inject('site')))('the page /%s', (path) => {
  it('loads little before a backend is chosen', async () => {
    const scripts = new Map<string, Promise<Buffer>>();
    const page = await openWithoutCalls(path, scripts);
    await page.waitForLoadState('networkidle');
    const sizes = (await Promise.all(scripts.values())).map((body) => gzipSync(body).length);
    expect(sizes.length).toBeGreaterThan(1);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(mostJavaScript);
  });

  it('fits every screen, and says where it is', async () => {
    const page = await open(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    for (const width of [360, 768, 1280, 1920]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    expect(await page.locator('header [aria-current="page"]').getAttribute('href')).toBe(path === '' ? './' : `../${path}`);
    expect(await page.title()).toContain('Tidegate');
  });

  // Contrast hangs on the theme, labels on the language: each of both is there once.
  it.each([
    ['light', 'en'],
    ['dark', 'zh-CN'],
  ] as const)('has no problem of accessibility when it opens, %s, in %s', async (colorScheme, locale) => {
    const page = await open(path, { colorScheme, locale });
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  });
});
