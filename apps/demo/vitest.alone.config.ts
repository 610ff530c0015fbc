import project from '@tidegate/vitest';
import { mergeConfig } from 'vitest/config';
import { defineVersion } from './vite/version.js';

const config = mergeConfig(project, { define: defineVersion(), test: { name: '@tidegate/demo, alone' } });

export default { ...config, test: { ...config.test, include: ['src/**/*.alone.test.ts'] } };
