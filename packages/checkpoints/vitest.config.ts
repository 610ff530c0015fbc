import project from '@tidegate/vitest/shared-process';
import { mergeConfig } from 'vitest/config';

/** What needs a browser runs in one: vitest.chromium.config.ts. */
export default mergeConfig(project, { test: { exclude: ['src/browser/**/*.test.ts'] } });
