import { describe, expect, it } from 'vitest';
import { setUpSite } from '../testing/set-up-site.js';

const { open } = setUpSite();

describe('the home page', () => {
  it('speaks the language of the browser, and the one that is chosen', async () => {
    const page = await open('', { locale: 'zh-CN' });
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('循环神经网络');
    await page.getByLabel('语言').selectOption('en');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('recurrent network');
    await page.reload();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('recurrent network');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('speaks the language that a link asks for, until another is chosen', async () => {
    const page = await open('?language=zh');
    await page.getByLabel('语言').selectOption('en');
    await page.reload();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('keeps the theme that is chosen', async () => {
    const page = await open('', { colorScheme: 'light' });
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await ground();
    await page.getByLabel('Theme').selectOption('dark');
    const dark = await ground();
    expect(dark).not.toBe(light);
    await page.reload();
    expect(await ground()).toBe(dark);
  });
});
