import project from '@tidegate/vitest';
import { mergeConfig } from 'vitest/config';
import { defineVersion } from './vite/version.js';

export default mergeConfig(project, { define: defineVersion(), test: { globalSetup: ['src/testing/build-site.ts'] } });
