import { describe, expect, it } from 'vitest';
import { setUpSite } from '../testing/set-up-site.js';
import { button, characterSlider, coloursOf, figure, learnUntil, small, textOf, until, write } from './testing/actions.js';

const { open } = setUpSite();

describe('the page Write, which writes and reads', () => {
  it('writes Chinese verse, also while it learns', async () => {
    const page = await open('write/?text=verse&units=32&length=24');
    await button(page, 'Start').click();
    await page.getByLabel('Length', { exact: true }).selectOption({ label: 'Without end' });
    await button(page, 'Write').click();
    await until(async () => expect((await textOf(page)).length).toBeGreaterThan(30));
    expect(await textOf(page)).toMatch(/^[\p{Script=Han}，。\n\uFFFD]+$/u);
    const [steps, { length }] = [await figure(page, 'Steps'), await textOf(page)];
    await until(async () => {
      expect(await figure(page, 'Steps')).toBeGreaterThan(steps);
      expect((await textOf(page)).length).toBeGreaterThan(length);
    });
    await button(page, 'Stop writing').click();
    await button(page, 'Pause').click();
    await button(page, 'Resume').waitFor();
  });

  it('colours each character by the unit that is chosen, says its value, and writes otherwise at another temperature', async () => {
    const page = await open(small);
    await learnUntil(page, 10);
    const usual = await write(page, 'When');
    const before = await coloursOf(page);
    expect(new Set(before).size).toBeGreaterThan(10);
    await page.getByLabel('Unit', { exact: true }).fill('7');
    expect(await coloursOf(page)).not.toEqual(before);
    const slider = characterSlider(page);
    await slider.press('Home');
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/^“W”, 1 of 104: [+−-]?[01]\.\d\d$/);
    await slider.press('ArrowRight');
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/^“h”, 2 of 104/);
    await page.getByText('After “h”, at this temperature').waitFor();
    await page.locator('.written span').nth(3).hover();
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/^“n”, 4 of 104/);
    await page.getByRole('heading', { level: 1 }).hover();
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/^“h”, 2 of 104/);

    const likeliest = async () => Number.parseFloat((await page.locator('.likely td').first().textContent()) ?? '');
    expect(await page.locator('.likely tbody tr').count()).toBe(10);
    const shares = (await page.locator('.likely td').allTextContents()).map((text) => Number.parseFloat(text));
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    await page.getByLabel('Temperature').fill('0.2');
    await until(async () => expect(await likeliest()).toBeGreaterThan(shares[0] as number));
    expect(await write(page, 'When')).not.toBe(usual);
  });

  it('finds units that follow something, and reads a text that it is given', async () => {
    const page = await open('write/?units=48&length=20');
    await learnUntil(page, 60);
    await button(page, 'Find interesting units').click();
    const found = page.locator('.findings button').first();
    await found.waitFor();
    expect(await found.textContent()).toMatch(/^unit \d+ of layer 1 follows /);
    expect(await found.getAttribute('aria-pressed')).toBe('true');
    const unit = (await found.textContent())?.match(/\d+/)?.[0];
    expect(await page.getByLabel('Unit', { exact: true }).inputValue()).toBe(unit);

    await page.getByLabel('It reads').check();
    await page.getByLabel('A text for the network to read').fill('Shall I compare thee');
    await button(page, 'Read').click();
    await until(async () => expect(await textOf(page)).toBe('Shall I compare thee'));
    expect(new Set(await coloursOf(page)).size).toBeGreaterThan(3);
  });

  it('goes by the keyboard alone', async () => {
    const page = await open(small);
    await until(async () => expect(await button(page, 'Start').isEnabled()).toBe(true));
    await button(page, 'Start').press('Enter');
    await page.getByRole('heading', { name: 'After 10 steps' }).waitFor();
    await button(page, 'Pause').press('Space');
    await button(page, 'Resume').waitFor();
    await page.getByLabel('Begin with').press('Enter');
    await until(async () => expect((await textOf(page)).length).toBeGreaterThan(5));
    await page.getByLabel('Temperature').press('ArrowRight');
    expect(await page.getByLabel('Temperature').inputValue()).toBe('0.75');
  });
});
