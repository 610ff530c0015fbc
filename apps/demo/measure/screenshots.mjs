#!/usr/bin/env node
/**
 * Takes a picture of every page, light and dark, on a phone and a wide screen, in English and Chinese.
 *
 * Usage: screenshots.mjs [FOLDER] [PAGE ...]; the folder is `screenshots` unless another is named
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openSite } from './open-site.mjs';
import { scenes } from './scenes.mjs';

const sizes = { phone: { width: 360, height: 780 }, wide: { width: 1280, height: 900 } };
const themes = /** @type {const} */ (['light', 'dark']);
const languages = /** @type {const} */ (['en', 'zh']);

const [folder = 'screenshots', ...named] = process.argv.slice(2);
const unknown = named.find((name) => !(name in scenes));
if (unknown !== undefined) {
  console.error(`screenshots: there is no page ${unknown}; choose among ${Object.keys(scenes).join(', ')}`);
  process.exit(2);
}
await mkdir(folder, { recursive: true });
const site = await openSite();
try {
  for (const name of named.length > 0 ? named : Object.keys(scenes)) {
    for (const language of languages) await takeAll(name, language);
  }
} finally {
  await site.close();
}

/** The page is prepared once; theme and size follow the window. @param {string} name @param {'en' | 'zh'} language */
async function takeAll(name, language) {
  const { path, prepare } = scenes[name];
  const context = await site.browser.newContext({ locale: language === 'zh' ? 'zh-CN' : 'en', viewport: sizes.wide });
  const page = await context.newPage();
  await page.goto(new URL(path, site.address).href);
  await prepare(page, language);
  await page.evaluate(() => scrollTo(0, 0));
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme });
      // Charts follow the width of their place in the next frames.
      await page.waitForTimeout(400);
      const file = join(folder, `${name}-${size}-${colorScheme}-${language}.png`);
      await page.screenshot({ path: file, fullPage: true });
      console.log(file);
    }
  }
  await context.close();
}
