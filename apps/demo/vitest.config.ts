import project from '@tidegate/vitest';
import { mergeConfig } from 'vitest/config';

export default mergeConfig(project, { test: { globalSetup: ['src/testing/build-site.ts'] } });
