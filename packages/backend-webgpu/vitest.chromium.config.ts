import { inChromium } from '@tidegate/vitest/webgpu';

export default inChromium({
  packageName: '@tidegate/backend-webgpu',
  include: ['src/{backend-webgpu,failures}.test.ts', 'src/{tensors,clipping,dropout,optimizer-update}/**/*.test.ts'],
  setupFiles: ['src/testing/expect-sound-device.ts'],
});
