import { expect, test } from 'vitest';
import { printedBy } from './printed-by.js';

/** Runs a page's code; where the page shows what it prints, the console must say exactly that. */
export function testPage(page: string, load: () => Promise<unknown>, prints: string | undefined): void {
  test(`the code of ${page} runs`, async () => {
    const printed = await printedBy(load);
    if (prints !== undefined) expect(printed).toBe(prints);
  });
}
