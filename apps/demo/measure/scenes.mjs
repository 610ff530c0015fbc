/**
 * What is done on each page before it is looked at, as a visitor would do it; and, where something learns, what starts a training that
 * goes on for longer than anyone watches.
 *
 * @typedef {import('playwright-core').Page} Page
 * @typedef {'en' | 'zh'} Language
 * @typedef {{ path: string, prepare(page: Page, language: Language): Promise<void>, learn?(page: Page): Promise<void> }} Scene
 */

/** @type {Readonly<Record<string, Scene>>} */
export const scenes = {
  home: { path: '', prepare: async () => undefined },
  addition: {
    path: 'addition/',
    async prepare(page) {
      await page.locator('main .button.primary').click();
      await page.locator('dt', { hasText: /^(Done|已完成)$/ }).waitFor({ timeout: 120_000 });
    },
    async learn(page) {
      // Training stops by itself when it has done enough; this visitor wants more of it, each time.
      const start = page.locator('main .button.primary');
      await start.click();
      await start.evaluate((button) =>
        setInterval(() => button.textContent === 'Train on' && /** @type {HTMLElement} */ (button).click(), 100),
      );
    },
  },
  gates: {
    path: 'gates/',
    async prepare(page) {
      // The last of the sliders holds the forget gate.
      await page.locator('.drag input[type="range"]').last().fill('0.5');
      await page.locator('.ghost').first().waitFor();
      await page.locator('.memory-sentence').waitFor();
    },
  },
  write: {
    path: 'write/?text=verse',
    async prepare(page, language) {
      const [start, find, write] = language === 'en' ? ['Start', 'Find interesting units', 'Write'] : ['开始', '寻找有意思的单元', '写'];
      await page.getByRole('button', { name: start, exact: true }).click();
      await page.locator('.notebook h3', { hasText: '500' }).waitFor({ timeout: 300_000 });
      await page.getByRole('button', { name: find, exact: true }).click();
      await page.locator('.findings').waitFor();
      await page.getByRole('button', { name: write, exact: true }).click();
      await page.waitForTimeout(5_000);
    },
    async learn(page) {
      await page.getByRole('button', { name: 'Start', exact: true }).click();
      await page.getByLabel('Length', { exact: true }).selectOption({ label: 'Without end' });
      await page.getByRole('button', { name: 'Write', exact: true }).click();
    },
  },
  classify: {
    path: 'classify/',
    async prepare(page) {
      await page.locator('main .button.primary').click();
      await page.getByText(/^(Done\.|已完成。)$/).waitFor({ timeout: 120_000 });
      await page.locator('.confusion .wrong button').first().click();
    },
    async learn(page) {
      await page.goto(new URL('?epochs=200', page.url()).href);
      const train = page.locator('main .button.primary');
      await train.click();
      // When it has gone through the sentences as often as that, it begins anew.
      await train.evaluate((button) =>
        setInterval(() => button.textContent === 'Train again' && /** @type {HTMLElement} */ (button).click(), 100),
      );
    },
  },
  speed: {
    path: 'speed/',
    async prepare(page, language) {
      const [run, done] = language === 'en' ? ['Run', 'Done.'] : ['开始', '完成。'];
      await page.getByRole('button', { name: run, exact: true }).click();
      await page.getByText(done, { exact: true }).waitFor({ timeout: 600_000 });
    },
  },
};
