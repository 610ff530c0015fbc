import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../testing/accessibility.js';
import { inWorker } from '../testing/in-worker.js';
import { setUpSite } from '../testing/set-up-site.js';

const { open } = setUpSite();

const words = { good: ['lovely', 'sunny', 'bright'], bad: ['dull', 'rainy', 'grey'] };
/** Its columns do not say by their names what they are. */
const moods = [
  'when,what was said,mood',
  ...Array.from({ length: 90 }, (_, index) => {
    const mood = index % 2 === 0 ? 'good' : 'bad';
    return `day ${index},"what a ${words[mood][index % 3]}, long ${['day', 'walk', 'book', 'evening'][Math.floor(index / 6) % 4]}",${mood}`;
  }),
].join('\n');

const chooseFile = (page: Page, name: string, content: string) =>
  page.getByLabel('Choose a CSV, TSV or JSON Lines file …').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const done = (page: Page, text = 'Done.') => page.getByText(text, { exact: true }).waitFor({ timeout: 60_000 });
const type = (page: Page, text: string) => page.getByLabel('Type a sentence').fill(text);
/** The class that the network takes the sentence for. */
const answer = (page: Page, name: string) => page.locator('.class-bar.best', { hasText: name }).waitFor();

describe('the page Classify', { timeout: 120_000 }, () => {
  it('learns a sample, and shows what it takes a sentence for, and why', async () => {
    const page = await open('classify/?epochs=6&units=48');
    await page.getByText('The network has learned nothing yet').waitFor();
    await press(page, 'Train');
    await page.getByText('The network is still learning').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await done(page);
    const right = await page.locator('.figures div', { hasText: 'Right' }).locator('dd').textContent();
    expect(Number.parseFloat(right ?? '')).toBeGreaterThan(80);

    await type(page, 'I have a fever and my throat hurts');
    await answer(page, 'health');
    const word = page.getByRole('button', { name: /^fever: \+\d/ });
    await word.hover();
    await page.locator('.pointed', { hasText: /^fever: \+\d/ }).waitFor();
    await page.getByText('As a list').click();
    expect(await page.getByRole('rowheader', { name: 'fever' }).count()).toBe(1);

    await page.locator('.class-bar', { hasText: 'weather' }).click();
    await page.getByRole('heading', { name: 'What speaks for “weather”' }).waitFor();
    await page.getByRole('button', { name: /^throat: −\d/ }).waitFor();

    const cell = page.locator('.confusion td.right button').first();
    const count = Number(await cell.textContent());
    await cell.click();
    await page.getByRole('heading', { name: 'Rightly taken for “booking”' }).waitFor();
    expect(await page.locator('.texts button').count()).toBe(count);
    await page.locator('.texts button').first().click();
    await answer(page, 'booking');
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it('learns a file of the visitor, whose columns are chosen', async () => {
    const page = await open('classify/?data=file&epochs=25&units=24');
    await page.getByText('Choose a file to begin.').waitFor();
    await chooseFile(page, 'moods.csv', `${moods}\nday 90,,good\n`);
    await page.getByRole('region', { name: 'The first rows of moods.csv' }).waitFor();
    await page.getByText('One row was left out: line 92 has no text').waitFor();
    await page.getByLabel('Column of the class').selectOption('when');
    await page.getByText(/This column has 90 different values; at most 50/).waitFor();
    await page.getByLabel('Column of the class').selectOption('mood');
    await page.getByLabel('Column of the text').selectOption('what was said');
    await page.getByText('Ready to train.').waitFor();
    await press(page, 'Train');
    await done(page);
    await type(page, 'such a grey evening');
    await answer(page, 'bad');
    await type(page, 'such a bright evening');
    await answer(page, 'good');
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it('takes a file that is dropped, and reads Chinese by characters', async () => {
    const page = await open('classify/?units=8');
    await page.getByText('Ready to train.').waitFor();
    const dropped = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      const lines = ['{"text":"你好吗","label":"a"}', '{"text":"再见了","label":"b"}'];
      transfer.items.add(new File([lines.join('\n')], 'dropped.jsonl'));
      return transfer;
    });
    await page.getByRole('region', { name: 'What to learn' }).dispatchEvent('drop', { dataTransfer: dropped });
    await page.getByRole('region', { name: 'The first rows of dropped.jsonl' }).waitFor();
    await page.getByText('There are too few sentences to hold some out').waitFor();
    await type(page, '再见你好');
    await page.getByRole('button', { name: /^见: / }).waitFor();
    expect(await page.locator('.word').allTextContents()).toEqual(['再', '见', '你', '好']);

    // Two models at once: the second is not taken while the first is opened, which fails sooner.
    await page.getByRole('region', { name: 'The model' }).evaluate((card) => {
      for (const name of ['labels.json', 'broken.zip']) {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(['{}'], name));
        card.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }));
      }
    });
    await page.getByRole('alert').getByText('there is no config.json in it').waitFor();
    await page.evaluate(() => {
      const readEntries = (_: unknown, reject: (error: Error) => void) => reject(new Error('it is gone'));
      Object.assign(DataTransferItem.prototype, { webkitGetAsEntry: () => ({ isDirectory: true, createReader: () => ({ readEntries }) }) });
    });
    await page.getByRole('region', { name: 'What to learn' }).dispatchEvent('drop', { dataTransfer: dropped });
    await page.getByRole('alert').getByText('What was dropped could not be read: it is gone').waitFor();
  });

  it.each([
    ['an empty file', '', 'broken.csv: has no examples; is it the right file?'],
    ['an open quote', 'text,label\nfine,good\n"no,bad\n', 'broken.csv:3: a quote that opens in this row is never closed'],
    ['a binary file', '\u0089PNG\0\0\0', 'broken.csv:1: has a NUL byte, as binary files do'],
    ['one column', 'text\nfine\n', 'There is only one column, “text”.'],
    ['one class', 'text,label\nfine,good\nwell,good\n', 'Every row has the same class, “good”.'],
  ])('says what is wrong with %s', async (_, content, message) => {
    const page = await open('classify/?data=file');
    await page.getByText('Choose a file to begin.').waitFor();
    await chooseFile(page, 'broken.csv', content);
    await page.getByRole('alert').getByText(message).waitFor();
    expect(await page.getByRole('button', { name: 'Train', exact: true }).isDisabled()).toBe(true);
    await chooseFile(page, 'moods.csv', moods);
    await page.getByText('Ready to train.').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('pauses, answers meanwhile, resumes and stops', async () => {
    const page = await open('classify/?epochs=200&units=16');
    await press(page, 'Train');
    await page
      .locator('.figures div', { hasText: 'Epoch' })
      .getByText(/of 200/)
      .waitFor();
    await press(page, 'Pause');
    await page.getByText('Paused.').waitFor();
    const epoch = () => page.locator('.figures div', { hasText: 'Epoch' }).locator('dd').textContent();
    const before = await epoch();
    await type(page, 'will it snow tomorrow ?');
    await page.getByRole('button', { name: /^snow: / }).waitFor();
    expect(await epoch()).toBe(before);
    await press(page, 'Resume');
    await expect.poll(epoch, { timeout: 20_000 }).not.toBe(before);
    await press(page, 'Stop');
    await done(page);
    expect(await page.getByRole('button', { name: 'Train again' }).isEnabled()).toBe(true);
  });

  it('learns Chinese by characters, in Chinese', async () => {
    const page = await open('classify/?epochs=5&units=48', { locale: 'zh-CN', colorScheme: 'dark' });
    await press(page, '开始训练');
    await done(page, '已完成。');
    await page.getByLabel('输入一句话').fill('我发烧了，喉咙疼');
    await answer(page, '看病');
    await page.getByRole('button', { name: /^烧：/ }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it('goes by the keyboard from word to word', async () => {
    const page = await open('classify/?units=8');
    await page.getByRole('button', { name: /^could: / }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.locator('.pointed', { hasText: /^book: / }).waitFor();
    await page.keyboard.press('End');
    await page.locator('.pointed', { hasText: /^\?: / }).waitFor();
    await page.keyboard.press('Home');
    await page.locator('.pointed', { hasText: /^could: / }).waitFor();
  });

  it('keeps the run in the address, and passes over what does not fit', async () => {
    const page = await open('classify/?units=9999&network=rcnn&seed=7');
    await page.getByText('The address has settings that do not fit, so the usual ones are used: units.').waitFor();
    expect(await page.getByLabel('RCNN').isChecked()).toBe(true);
    await page.getByLabel('Units').fill('12');
    await page.getByLabel('Learn from').selectOption('chinese');
    expect(new URL(page.url()).search).toBe('?units=12&network=rcnn&seed=7&data=chinese&tokenizer=automatic&epochs=8');
    await page.reload();
    expect(await page.getByLabel('Units').inputValue()).toBe('12');
    await page.getByText('Ready to train.').waitFor();
  });

  it('says why a backend cannot run, and goes on with the next', async () => {
    const prepare = inWorker("Object.defineProperty(navigator, 'gpu', { value: undefined });");
    const page = await open('classify/?units=8', { prepare });
    await page.getByText('Ready to train.').waitFor();
    await page.getByLabel('Computes on').selectOption('webgpu');
    await page
      .getByRole('alert')
      .getByText(/no backend can run here/)
      .waitFor();
    await page.getByText('nothing runs; choose another').waitFor();
    await page.getByLabel('Computes on').selectOption('cpu');
    await page.getByText('Ready to train.').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('saves a network, and opens it again, on another backend too', async () => {
    const page = await open('classify/?epochs=2&units=16');
    await press(page, 'Train');
    await done(page);
    await type(page, 'a table for two, please');
    const shown = async () => (await page.locator('.class-bar').allTextContents()).join(' ');
    await page.getByRole('button', { name: /^two: / }).waitFor();
    const before = await shown();
    await press(page, 'Save in this browser');
    await page.getByText('Saved as english-textrnn.').waitFor();
    await page.getByLabel('Seed').fill('5');
    await page.getByText('Ready to train.').waitFor();
    await expect.poll(shown).not.toBe(before);
    await page.getByRole('button', { name: /^Open english-textrnn of/ }).click();
    await page.getByRole('heading', { name: 'The network that was opened' }).waitFor();
    await page.getByText('Opened.', { exact: true }).waitFor();
    await expect.poll(shown).toBe(before);
    await page.getByLabel('Computes on').selectOption('cpu');
    await page.getByText('JavaScript, 1 thread').waitFor();
    await expect.poll(shown).toBe(before);
  });
});
