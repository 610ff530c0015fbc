import sharedProcess from '@tidegate/vitest/shared-process';
import { mergeConfig } from 'vitest/config';
import { defineVersion } from './vite/version.js';

/** What mocks modules has a process of its own: vitest.alone.config.ts. */
export default mergeConfig(sharedProcess, {
  define: defineVersion(),
  test: { exclude: ['**/*.alone.test.ts'], globalSetup: ['src/testing/build-site.ts'] },
});
