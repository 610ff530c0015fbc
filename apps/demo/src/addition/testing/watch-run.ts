import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** What a person sees and presses on the page of addition, in English. */
export function watchRun(page: Page) {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const figure = async (name: RegExp): Promise<string> => {
    const pair = page.locator('.figures > div').filter({ has: page.locator('dt', { hasText: name }) });
    return (await pair.locator('dd').textContent()) ?? '';
  };
  const numberIn = (text: string | null): number => Number((text ?? '').replaceAll(',', '').match(/-?\d+(\.\d+)?/)?.[0]);
  const step = async () => numberIn(await page.getByText(/^step [\d,]+ of/).textContent());
  return {
    press: (name: string) => button(name).click(),
    button,
    step,
    loss: async () => numberIn(await figure(/^Loss$/)),
    exactSums: () => figure(/test sums/),
    figure,
    /** Waits until it says that it is ready, paused, done. */
    reach: (state: string) => page.locator('dt', { hasText: state }).waitFor({ timeout: 60_000 }),
    reachStep: (least: number) => expect.poll(step, { timeout: 60_000 }).toBeGreaterThanOrEqual(least),
    backend: (name: RegExp) => page.locator('.backend-running', { hasText: name }).waitFor({ timeout: 60_000 }),
  };
}
