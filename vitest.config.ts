import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Vitest would leave one processor to itself, which is half of two.
    maxWorkers: '100%',
    projects: [
      ...['packages/*', 'apps/*', 'tooling/*', 'docs'].map((folder) => `${folder}/vitest.config.ts`),
      // The same tests once more, in a browser.
      'packages/*/vitest.chromium.config.ts',
      // Tests that mock modules, each in a process of its own.
      'apps/*/vitest.alone.config.ts',
    ],
  },
});
