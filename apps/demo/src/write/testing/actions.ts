import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';

/** Small enough to learn something at once. */
export const small = 'write/?units=16&length=20';

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
export const characterSlider = (page: Page) => page.getByRole('slider', { name: 'Character' });
export const until = (check: () => Promise<void>): Promise<void> => vi.waitFor(check, { timeout: 15_000, interval: 50 });

/** The text that the network has written or read. */
export async function textOf(page: Page): Promise<string> {
  return (await page.locator('.card p.visually-hidden').textContent({ timeout: 15_000 })) ?? '';
}

/** One of the figures of the learning; NaN while there is none. */
export async function figure(page: Page, name: string): Promise<number> {
  const text = await page
    .locator('.figures div', { has: page.getByText(name, { exact: true }) })
    .locator('dd')
    .textContent();
  return Number((text ?? '').replace(/[^\d.]/g, '') || 'NaN');
}

export function entriesOf(page: Page) {
  return page.getByRole('region', { name: 'What the network has written so far' }).getByRole('listitem');
}

/** Lets the network learn until it has written into the notebook after so many steps. */
export async function learnUntil(page: Page, step: number): Promise<void> {
  await button(page, 'Start').click();
  await page.getByRole('heading', { name: `After ${step} steps` }).waitFor();
  await button(page, 'Pause').click();
  await button(page, 'Resume').waitFor();
}

/** Has the network write a hundred characters, and waits until it has. */
export async function write(page: Page, begin = ''): Promise<string> {
  await page.getByLabel('Begin with').fill(begin);
  await page.getByLabel('Length', { exact: true }).selectOption({ label: '100 characters' });
  await button(page, 'Write').click();
  await until(async () => {
    expect(await button(page, 'Stop writing').isDisabled()).toBe(true);
    expect((await textOf(page)).length).toBeGreaterThan(100);
  });
  return textOf(page);
}

export function coloursOf(page: Page): Promise<string[]> {
  return page.locator('.written span').evaluateAll((all) => all.map((each) => getComputedStyle(each).backgroundColor));
}

/** The least contrast of a character to its colour, at the strongest activations that there can be. Decorative colours are not for axe. */
export function contrastOfText(page: Page): Promise<number> {
  return page
    .locator('.written span')
    .first()
    .evaluate((span) => {
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
      const luminance = (...colours: readonly string[]): number => {
        for (const colour of colours) {
          canvas.fillStyle = colour;
          canvas.fillRect(0, 0, 1, 1);
        }
        const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) => {
          const share = value / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      };
      (span as HTMLElement).style.setProperty('--activation', '100%');
      const ground = getComputedStyle(span.parentElement as HTMLElement).backgroundColor;
      const ink = luminance(getComputedStyle(span).color);
      const contrasts = ['low', 'high'].map((sign) => {
        (span as HTMLElement).dataset.sign = sign;
        const behind = luminance(ground, getComputedStyle(span).backgroundColor);
        return (Math.max(ink, behind) + 0.05) / (Math.min(ink, behind) + 0.05);
      });
      return Math.min(...contrasts);
    });
}
