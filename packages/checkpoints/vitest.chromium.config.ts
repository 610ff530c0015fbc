import { inChromium } from '@tidegate/vitest/webgpu';

const config = inChromium({ packageName: '@tidegate/checkpoints', setupFiles: [] });

export default { ...config, test: { ...config.test, include: ['src/browser/**/*.test.ts'] } };
