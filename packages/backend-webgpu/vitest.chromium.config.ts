import { inChromium } from '@tidegate/vitest/webgpu';

export default inChromium({
  packageName: '@tidegate/backend-webgpu',
  setupFiles: ['src/testing/expect-sound-device.ts'],
});
