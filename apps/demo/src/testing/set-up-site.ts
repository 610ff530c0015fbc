import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { launchBrowser } from './launch-browser.js';
import { type ServedSite, type ServeOptions, serveSite } from './serve-site.js';

export interface OpenOptions extends BrowserContextOptions {
  /** What is done before the page is loaded. */
  readonly prepare?: (page: Page) => Promise<void>;
}

export interface Site {
  /** Opens a page of the site, such as `addition/?units=4`, in a browser that has not been here before. */
  open(path: string, options?: OpenOptions): Promise<Page>;
  readonly address: () => string;
}

/** The built site and a browser for the tests of a file. What a page complains of, or asks of another origin, fails the test. */
export function setUpSite(options: ServeOptions = {}): Site {
  let site: ServedSite;
  let browser: Browser;
  let complaints: string[] = [];

  beforeAll(async () => {
    site = await serveSite(inject('site'), options);
    browser = await launchBrowser();
  }, 60_000);

  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    const found = complaints;
    complaints = [];
    expect(found).toEqual([]);
  });

  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  return {
    address: () => site.address,
    async open(path, { prepare, ...contextOptions } = {}) {
      const context = await browser.newContext({ locale: 'en', serviceWorkers: 'block', ...contextOptions });
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      context.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(site.address) && !/^(blob|data):/.test(url)) complaints.push(`a request left the origin: ${url}`);
      });
      await prepare?.(page);
      await page.goto(new URL(path, site.address).href);
      return page;
    },
  };
}
