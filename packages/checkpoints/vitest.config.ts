import project from '@tidegate/vitest';
import { mergeConfig } from 'vitest/config';

/** What needs a browser runs in one: vitest.chromium.config.ts. */
export default mergeConfig(project, { test: { exclude: ['src/browser/**/*.test.ts'] } });
