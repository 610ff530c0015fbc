import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../testing/accessibility.js';
import { setUpSite } from '../testing/set-up-site.js';

const { open } = setUpSite();
const seconds = 120_000;

const cell = (page: Page, network: string, column: number) =>
  page.getByRole('row').filter({ hasText: network }).getByRole('cell').nth(column);

describe('the page Speed', () => {
  it('times both libraries on WebAssembly, and says why stock cannot train an embedding there', { timeout: seconds }, async () => {
    const page = await open('speed/?threads=2&cases=adder.textrnn-seed', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Run' }).click();
    await page.getByText(/^Timing: /).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByText('Done.', { exact: true }).waitFor({ timeout: seconds });
    for (const column of [0, 1]) expect(await cell(page, 'Adder', column).textContent()).toMatch(/^[\d.,]+ ms\d+ steps?$/);
    expect(await cell(page, 'Adder', 2).textContent()).toMatch(/^[\d.,]+ ×$/);
    expect(await cell(page, 'TextRNN, short', 0).textContent()).toMatch(/^[\d.,]+ ms/);
    expect(await cell(page, 'TextRNN, short', 1).textContent()).toBe('cannot train it');
    expect(await page.getByText('it has no program for UnsortedSegmentSum there').count()).toBe(1);
    expect(await page.getByRole('img').getAttribute('aria-label')).toMatch(/Adder, Tidegate: [\d.,]+ ms; Adder, TensorFlow.js: [\d.,]+ ms/);
    expect(await page.locator('.machine').textContent()).toMatch(/Isolatedyes.+Threads of Tidegate2/);

    await page.getByRole('button', { name: 'Copy as text' }).click();
    await page.getByText('Copied.').waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toMatch(/^Milliseconds per training step, WebAssembly\nBrowser: Chrome \d+, Cores: \d+, Isolated: yes/);
    expect(text).toMatch(/\nNetwork\tTidegate\tTensorFlow.js\tRatio\nAdder\t[\d.,]+ ms\t[\d.,]+ ms\t[\d.,]+ ×\n/);
  });

  it('stops when it is told to, and keeps what it has measured', { timeout: seconds }, async () => {
    const page = await open('speed/?backend=cpu&limit=600&cases=adder.rcnn');
    await page.getByRole('button', { name: 'Run' }).click();
    await page.getByText('Timing: RCNN').waitFor({ timeout: seconds });
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Stopped.', { exact: true }).waitFor();
    expect(await cell(page, 'Adder', 0).textContent()).toMatch(/^[\d.,]+ ms/);
    expect(page.workers()).toEqual([]);
  });

  it('keeps the settings in the address, and names those that do not exist', async () => {
    const page = await open('speed/?backend=cuda&cases=adder');
    await page.getByText('The address asks for something that does not exist (backend)').waitFor();
    await page.getByLabel('RCNN').check();
    await page.getByRole('radio', { name: 'JavaScript' }).check();
    await page.getByLabel('Seconds at most, each').fill('30');
    await expect.poll(() => new URL(page.url()).search).toBe('?backend=cpu&cases=adder.rcnn&threads=1&limit=30');
    await page.reload();
    expect(await page.getByLabel('RCNN').isChecked()).toBe(true);
    expect(await page.getByRole('radio', { name: 'JavaScript' }).isChecked()).toBe(true);
  });
});
