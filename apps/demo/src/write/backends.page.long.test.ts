import { describe, expect, it } from 'vitest';
import { setUpSite } from '../testing/set-up-site.js';
import { button, entriesOf, learnUntil, small, textOf, until } from './testing/actions.js';

const { open } = setUpSite();

/** Milliseconds: WebGPU in software takes long on a machine that does other things as well. */
const slow = 90_000;

describe('the page Write', () => {
  it.each([
    ['cpu', 'JavaScript, 1 thread'],
    ['webgpu', 'WebGPU'],
  ])(
    'learns and writes on %s when it is chosen',
    async (backend, name) => {
      const page = await open(small);
      await page.getByLabel('Computes on').selectOption(backend);
      await page.locator('.backend-running', { hasText: name }).waitFor();
      await learnUntil(page, 10);
      const first = await entriesOf(page).last().textContent();
      expect(await entriesOf(page).first().textContent()).not.toBe(first);
      await page.getByLabel('Begin with').fill('When');
      await button(page, 'Write').click();
      await until(async () => expect(await textOf(page)).toMatch(/^When.{5}/s));
    },
    slow,
  );
});
