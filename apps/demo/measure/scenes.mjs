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
};
