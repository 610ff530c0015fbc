#!/usr/bin/env node
/**
 * Lets a page train for minutes and says how much memory it has, with its workers and their WebAssembly, at the end of each.
 *
 * Usage: memory.mjs [MINUTES] [PAGE ...]
 */
import { openSite } from './open-site.mjs';
import { scenes } from './scenes.mjs';

const [minutes = '10', ...named] = process.argv.slice(2);
const pages = Object.entries(scenes).filter(([name, { learn }]) => learn && (named.length === 0 || named.includes(name)));
// Without it the browser waits for a collection of its own, which comes within a minute or two.
const site = await openSite(['--enable-blink-features=ForceEagerMeasureMemory']);

const measure = async () => {
  const { bytes } = await /** @type {any} */ (performance).measureUserAgentSpecificMemory();
  return bytes / 2 ** 20;
};

try {
  for (const [name, { path, learn }] of pages) {
    const page = await site.browser.newPage({ locale: 'en' });
    await page.goto(new URL(path, site.address).href);
    await learn?.(page);
    for (let minute = 0; minute <= Number(minutes); minute++) {
      console.log(`${name}: minute ${minute}, ${(await page.evaluate(measure)).toFixed(1)} MB`);
      if (minute < Number(minutes)) await page.waitForTimeout(60_000);
    }
    await page.close();
  }
} finally {
  await site.close();
}
