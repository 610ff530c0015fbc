import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../testing/accessibility.js';
import { setUpSite } from '../testing/set-up-site.js';
import { button, contrastOfText, entriesOf, figure, learnUntil, small, textOf, until, write } from './testing/actions.js';

const { open } = setUpSite();

/** Milliseconds: WebGPU in software and the accessibility library take long on a machine that does other things as well. */
const slow = 90_000;

describe('the page Write, which learns', () => {
  it('learns a sample text and writes on the way', async () => {
    const page = await open(small);
    await entriesOf(page).first().waitFor();
    expect(await entriesOf(page).count()).toBe(1);
    await learnUntil(page, 60);
    expect(await entriesOf(page).count()).toBeGreaterThanOrEqual(4);
    // To guess evenly among the characters of the sonnets costs 4.1 nats.
    expect(await figure(page, 'Loss')).toBeLessThan(3.4);
    const steps = await figure(page, 'Steps');
    expect(steps).toBeGreaterThanOrEqual(60);
    await button(page, 'Step').click();
    await until(async () => expect(await figure(page, 'Steps')).toBe(steps + 1));
    await button(page, 'Reset').click();
    await until(async () => expect(await figure(page, 'Steps')).toBe(0));
    await button(page, 'Start').waitFor();
  });

  it('learns a text of the visitor’s own, and says what one that is too short lacks', async () => {
    const page = await open(small);
    await page.getByLabel('Text to learn from').selectOption('own');
    await page.getByText('Paste a text into the card below').waitFor();
    await page.getByLabel('Text', { exact: true }).fill('Too short.');
    await button(page, 'Learn this text').click();
    expect(await page.getByRole('alert').textContent()).toContain('has 10 characters, and at least 300 are needed');
    await page.getByLabel('Text', { exact: true }).fill('abcdefgh\n'.repeat(100));
    await button(page, 'Learn this text').click();
    await until(async () => expect(await page.getByRole('alert').count()).toBe(0));
    await learnUntil(page, 30);
    expect(await write(page, 'abc')).toMatch(/^abc[a-h\n\uFFFD]+$/);
    await page.getByLabel('Begin with').fill('xyz');
    await button(page, 'Write').click();
    expect(await page.getByRole('alert').textContent()).toContain('has no x y z');
  });

  it('opens a text file, and refuses what is none', async () => {
    const page = await open('write/?text=own&units=16&length=20');
    await page.getByText('a text of its sender’s own').waitFor();
    const choose = async (buffer: Buffer) => {
      const chooser = page.waitForEvent('filechooser');
      await button(page, 'Open a text file …').click();
      await (await chooser).setFiles({ name: 'text.txt', mimeType: 'text/plain', buffer });
    };
    await choose(Buffer.from([0xff, 0xfe, 0x61, 0]));
    expect(await page.getByRole('alert').textContent()).toContain('not a text in UTF-8');
    await choose(Buffer.from('the tide\r\n'.repeat(60)));
    await until(async () => expect(await page.getByLabel('Text', { exact: true }).inputValue()).toBe('the tide\n'.repeat(60)));
    await button(page, 'Learn this text').click();
    await until(async () => expect(await button(page, 'Start').isEnabled()).toBe(true));
  });

  it('repeats a run from its link, and takes no bad value', async () => {
    const page = await open('write/?units=16&length=20&seed=5&cell=gru&rate=high');
    await page.getByText('values that there are not (rate)').waitFor();
    const entry = async (each: Page) => {
      await each.getByRole('heading', { name: 'After 0 steps' }).waitFor();
      return entriesOf(each).first().textContent();
    };
    const first = await entry(page);
    await button(page, 'Copy link').click();
    await until(async () => expect(page.url()).toContain('seed=5'));
    const address = new URL(page.url());
    expect(Object.fromEntries(address.searchParams)).toEqual({
      text: 'sonnets',
      cell: 'gru',
      units: '16',
      layers: '1',
      rate: '0.005',
      length: '20',
      seed: '5',
    });
    expect(await entry(await open(`write/${address.search}`))).toBe(first);
    await page.getByLabel('Seed').fill('6');
    await until(async () => expect(await entry(page)).not.toBe(first));
    expect(new URL(page.url()).searchParams.get('seed')).toBe('6');
  });

  it('keeps a model, and opens it again', async () => {
    const page = await open(small);
    await learnUntil(page, 30);
    const written = await write(page, 'The');
    await button(page, 'Save in this browser').click();
    await page.getByText('Saved as writer-lstm').waitFor();
    await page.reload();
    await page.getByRole('button', { name: /^Open writer-lstm/ }).click();
    await page.getByText('A model that was opened writes and reads here').waitFor();
    expect(await button(page, 'Start').isDisabled()).toBe(true);
    expect(await write(page, 'The')).toBe(written);
    await button(page, 'Reset').click();
    await until(async () => expect(await button(page, 'Start').isEnabled()).toBe(true));
  });

  it.each(['en', 'zh-CN'] as const)(
    'has no problem of accessibility while it learns and writes, in %s',
    async (locale) => {
      const page = await open('write/?text=verse&units=16&length=20', { locale });
      const [start, writes] = locale === 'en' ? ['Start', 'Write'] : ['开始', '写'];
      await until(async () => expect(await button(page, start).isEnabled()).toBe(true));
      await button(page, start).click();
      await button(page, writes).click();
      await until(async () => expect((await textOf(page)).length).toBeGreaterThan(5));
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await accessibilityProblems(page)).toEqual([]);
      }
    },
    slow,
  );

  it('keeps its text readable on every colour, in both themes', async () => {
    const page = await open(small);
    await learnUntil(page, 10);
    await write(page);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await contrastOfText(page)).toBeGreaterThanOrEqual(4.5);
    }
  });
});
