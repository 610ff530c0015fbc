import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../testing/accessibility.js';
import { setUpSite } from '../testing/set-up-site.js';

const { open } = setUpSite();
const seconds = 120_000;

const cell = (page: Page, network: string, column: number) =>
  page.getByRole('row').filter({ hasText: network }).getByRole('cell').nth(column);

describe('the page Speed', () => {
  it('times both on WebGPU, in Chinese and in the dark', { timeout: seconds }, async () => {
    const page = await open('speed/?cases=adder', { locale: 'zh-CN', colorScheme: 'dark' });
    await page.getByRole('radio', { name: 'WebGPU' }).check();
    await page.getByRole('button', { name: '开始' }).click();
    await page.getByText('完成。', { exact: true }).waitFor({ timeout: seconds });
    for (const column of [0, 1]) expect(await cell(page, '加法器', column).textContent()).toMatch(/^[\d.,]+ 毫秒/);
    expect(await page.locator('.machine').textContent()).toContain('swiftshader');
    expect(await accessibilityProblems(page)).toEqual([]);
  });
});
