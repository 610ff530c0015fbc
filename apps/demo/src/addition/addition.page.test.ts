import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../testing/accessibility.js';
import { setUpSite } from '../testing/set-up-site.js';
import { watchRun } from './testing/watch-run.js';

const { open } = setUpSite();
const files = 'input[type="file"][multiple]';
const quick = 'addition/?cell=rnn&units=8&layers=1&bits=4&rate=0.03';

describe('the page of addition', () => {
  it('learns to add every sum, and does a sum of the visitor', { timeout: 90_000 }, async () => {
    const page = await open('addition/', { colorScheme: 'dark' });
    const run = watchRun(page);
    await run.backend(/WebAssembly/);
    await page.getByText('No unit follows the carry yet').waitFor();
    await run.press('Start');
    await run.reach('Learning');
    expect(await accessibilityProblems(page)).toEqual([]);
    await run.reach('Done');
    await page.getByText('step 2,000 of 2,000').waitFor();
    expect(await run.exactSums()).toBe('100.0%');
    expect(await run.loss()).toBeLessThan(0.003);

    await page.getByLabel('First number').fill('77');
    await page.getByLabel('Second number').fill('45');
    await page.getByText('77 + 45', { exact: true }).waitFor();
    expect(await run.figure(/The network says/)).toMatch(/^122 .*right$/);
    const table = page.getByRole('region', { name: 'The sum, bit by bit' });
    expect(await table.getByRole('row', { name: 'Sum' }).getByRole('cell').allInnerTexts()).toEqual([...'01111010']);
    expect((await table.getByRole('row', { name: 'Network' }).getByRole('cell').allInnerTexts()).map((text) => text[0])).toEqual([
      ...'01111010',
    ]);
    await page.getByRole('img', { name: /The network at each step of 77 \+ 45.*It says 122, which is right/ }).waitFor();
    await page.getByRole('img', { name: /Heat map.*77 \+ 45/ }).waitFor();
    await page.getByText(/^Unit \d+ of layer \d has become the carry/).waitFor();
    expect(Math.abs(Number(await run.figure(/^Correlation$/)))).toBeGreaterThanOrEqual(0.8);
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it('pauses, goes on by a step, resumes, and begins again with the same numbers', { timeout: 60_000 }, async () => {
    const page = await open(quick);
    const run = watchRun(page);
    const losses = async (): Promise<number[]> => {
      const found: number[] = [];
      for (let step = 1; step <= 3; step++) {
        await run.press('One step');
        await expect.poll(run.step).toBe(step);
        found.push(await run.loss());
      }
      return found;
    };
    const first = await losses();
    expect(new Set(first).size).toBe(3);
    await run.press('Go on');
    await run.reachStep(20);
    await run.press('Pause');
    await run.reach('Paused');
    const paused = await run.step();
    await page.waitForTimeout(600);
    expect(await run.step()).toBe(paused);
    await run.press('One step');
    await expect.poll(run.step).toBe(paused + 1);
    await run.press('Go on');
    await run.reachStep(paused + 20);
    await run.press('Reset');
    await run.reach('Ready');
    expect(await run.step()).toBe(0);
    expect(await losses()).toEqual(first);
  });

  it('opens the same run from its link', { timeout: 60_000 }, async () => {
    const page = await open('addition/', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('radio', { name: 'GRU' }).check();
    await page.getByLabel('Units in a layer').fill('11');
    await page.getByLabel('Bits of a sum').fill('6');
    await page.getByLabel('Learning rate').selectOption('0.01');
    await page.getByLabel('Seed').fill('5');
    await page.getByLabel('First number').fill('17');
    const run = watchRun(page);
    await run.press('One step');
    await expect.poll(run.step).toBe(1);
    await run.press('Copy link');
    await page.getByText('Copied.').waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(new URL(link).search).toMatch(/^\?cell=gru&units=11&layers=2&bits=6&rate=0.01&seed=5&first=17&second=\d+$/);

    const again = await open(link, { locale: 'zh-CN' });
    expect(await again.getByRole('radio', { name: 'GRU' }).isChecked()).toBe(true);
    expect(await again.getByLabel('每层隐藏单元数').inputValue()).toBe('11');
    expect(await again.getByLabel('随机种子').inputValue()).toBe('5');
    expect(await again.getByLabel('第一个数').inputValue()).toBe('17');
    await again.getByRole('button', { name: '走一步' }).click();
    await again.getByText('第 1 步').waitFor();
    const loss = again.locator('.figures > div').filter({ has: again.getByText('损失', { exact: true }) });
    await expect.poll(async () => Number(await loss.locator('dd').textContent())).toBe(await run.loss());
    expect(await accessibilityProblems(again)).toEqual([]);
  });

  it('says which values of an address do not fit', async () => {
    const page = await open('addition/?cell=cnn&units=1000&seed=7');
    await page.getByText('The address has values that do not fit (cell, units)').waitFor();
    expect(await page.getByLabel('Units in a layer').inputValue()).toBe('20');
    expect(await page.getByLabel('Seed').inputValue()).toBe('7');
  });

  it('says when a sum is too large, and goes on with one that fits', async () => {
    const page = await open(quick);
    await watchRun(page).reach('Ready');
    await page.getByLabel('First number').fill('9');
    await page.getByText(/^9 \+ \d+$/).waitFor();
    await page.getByLabel('Second number').fill('9');
    await page.getByText('The sum would be 18, but the network of this run has bits for 15 at most.').waitFor();
    await page.getByLabel('Second number').fill('6');
    await page.getByText('9 + 6', { exact: true }).waitFor();
    expect(await page.getByText('The sum would be').count()).toBe(0);
  });

  it('is operated by keyboard alone', { timeout: 60_000 }, async () => {
    const page = await open(quick);
    const run = watchRun(page);
    await run.reach('Ready');
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let pressed = 0; pressed < 40; pressed++) {
        await page.keyboard.press('Tab');
        const focused = await page.evaluate(() => {
          const { activeElement } = document;
          const labels = (activeElement as HTMLInputElement | null)?.labels;
          return labels?.length ? labels[0]?.textContent : activeElement?.textContent;
        });
        if (name.test(focused ?? '')) return;
      }
      expect.fail(`no focus came to ${name}`);
    };
    await tabTo(/^Start$/);
    await page.keyboard.press('Enter');
    await run.reachStep(2);
    await page.keyboard.press('Space');
    await run.reach('Paused');
    const paused = await run.step();
    await tabTo(/^One step$/);
    await page.keyboard.press('Enter');
    await expect.poll(run.step).toBe(paused + 1);
    await tabTo(/^RNN$/);
    await page.keyboard.press('ArrowRight');
    await run.reach('Ready');
    expect(await page.getByRole('radio', { name: 'LSTM' }).isChecked()).toBe(true);
    await tabTo(/^Units in a layer$/);
    await page.keyboard.press('ArrowUp');
    expect(new URL(page.url()).searchParams.get('units')).toBe('9');
    await tabTo(/^First number$/);
    await page.keyboard.type('3');
    await tabTo(/^Place/);
  });

  it('learns on WebGPU', { timeout: 90_000 }, async () => {
    const page = await open(quick);
    const run = watchRun(page);
    await page.getByLabel('Computes on').selectOption('webgpu');
    await run.backend(/WebGPU/);
    await run.press('One step');
    await expect.poll(run.step, { timeout: 30_000 }).toBe(1);
    const before = await run.loss();
    await run.press('Go on');
    await run.reachStep(30);
    await run.press('Pause');
    await run.reach('Paused');
    // A single batch may be a hard one.
    const losses: number[] = [];
    for (let next = (await run.step()) + 1; losses.length < 4; next++) {
      await run.press('One step');
      await expect.poll(run.step).toBe(next);
      losses.push(await run.loss());
    }
    expect(losses.reduce((sum, loss) => sum + loss, 0) / losses.length).toBeLessThan(before);
    await page
      .getByText(/\d+ \+ \d+/)
      .first()
      .waitFor();
  });

  it('saves its network, downloads it, and opens it again', { timeout: 60_000 }, async () => {
    const page = await open(quick);
    const run = watchRun(page);
    await run.press('One step');
    await expect.poll(run.step).toBe(1);
    await run.press('Save in this browser');
    await page.getByText('Saved as adder-rnn.').waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), run.press('Download')]);
    expect(download.suggestedFilename()).toBe('adder-rnn.zip');
    const probabilities = () => page.getByRole('row', { name: 'Probability of 1' }).getByRole('cell').allTextContents();
    const learned = await probabilities();
    await run.press('Go on');
    await run.reachStep(100);
    await run.press('Reset');
    await run.reach('Ready');

    await page.getByRole('button', { name: /^Open adder-rnn of/ }).click();
    await page.getByText('This network was opened; steps of training before: 1.').waitFor();
    await expect.poll(probabilities).toEqual(learned);
    await page.locator(files).setInputFiles({ name: 'config.json', mimeType: 'application/json', buffer: Buffer.from('{') });
    await page.getByText(/That did not work: config.json/).waitFor();
    await run.press('One step');
    await expect.poll(run.step).toBe(1);
    await run.press('Reset');
    await expect.poll(() => page.getByText('This network was opened').count()).toBe(0);

    // A visitor may be faster than a backend.
    const again = await open(quick);
    await again
      .locator(files)
      .setInputFiles({ name: 'adder.zip', mimeType: 'application/zip', buffer: readFileSync(await download.path()) });
    await again.getByText('Opened adder.zip.').waitFor();
    await expect.poll(() => again.getByRole('row', { name: 'Probability of 1' }).getByRole('cell').allTextContents()).toEqual(learned);
  });

  it('begins again where the visitor chooses another backend', async () => {
    const page = await open(quick);
    const run = watchRun(page);
    await run.backend(/WebAssembly/);
    await run.press('One step');
    await expect.poll(run.step).toBe(1);
    const loss = await run.loss();
    await page.getByLabel('Computes on').selectOption('cpu');
    await run.backend(/JavaScript/);
    await run.reach('Ready');
    await run.press('One step');
    await expect.poll(run.step).toBe(1);
    expect(await run.loss()).toBeCloseTo(loss, 4);
  });
});
