#!/usr/bin/env node
/** Takes the pictures that stand in the README files, and puts them into `docs/pictures`. */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openSite } from './open-site.mjs';
import { scenes } from './scenes.mjs';

const folder = fileURLToPath(new URL('../../../docs/pictures', import.meta.url));

/**
 * Which part of which page.
 *
 * @type {readonly { name: string, scene: string, heading: string, language: 'en' | 'zh', colorScheme: 'light' | 'dark' }[]}
 */
const pictures = [
  { name: 'addition', scene: 'addition', heading: 'The network, unrolled', language: 'en', colorScheme: 'light' },
  { name: 'gates', scene: 'gates', heading: 'Over time', language: 'en', colorScheme: 'light' },
  { name: 'classify', scene: 'classify', heading: 'Your sentence', language: 'en', colorScheme: 'light' },
  { name: 'write', scene: 'write', heading: '写作', language: 'zh', colorScheme: 'dark' },
];

await mkdir(folder, { recursive: true });
const site = await openSite();
try {
  for (const { name, scene, heading, language, colorScheme } of pictures) {
    const { path, prepare } = scenes[scene];
    const page = await site.browser.newPage({
      locale: language === 'zh' ? 'zh-CN' : 'en',
      colorScheme,
      viewport: { width: 960, height: 900 },
    });
    await page.goto(new URL(path, site.address).href);
    await prepare(page, language);
    const card = page.locator('section.card', { has: page.getByRole('heading', { level: 2, name: heading, exact: true }) });
    await card.screenshot({ path: `${folder}/${name}.png` });
    console.log(`${folder}/${name}.png`);
    await page.close();
  }
} finally {
  await site.close();
}
