import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      ...['packages/*', 'apps/*', 'tooling/*', 'docs'].map((folder) => `${folder}/vitest.config.ts`),
      // The same tests once more, in a browser.
      'packages/*/vitest.chromium.config.ts',
    ],
  },
});
