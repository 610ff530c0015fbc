import type { Page } from 'playwright-core';

/** Runs a line in the workers of a page before anything else, for a site that is opened. */
export const inWorker = (line: string) => async (page: Page) => {
  await page.addInitScript((first) => {
    globalThis.Blob = class extends Blob {
      constructor(parts: BlobPart[] = [], options?: BlobPropertyBag) {
        super(String(parts[0]).startsWith('import ') ? [first, ...parts] : parts, options);
      }
    };
  }, line);
};
