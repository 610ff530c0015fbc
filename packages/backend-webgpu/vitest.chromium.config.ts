import { inChromium } from '@tidegate/vitest/webgpu';

export default inChromium({
  packageName: '@tidegate/backend-webgpu',
  // Those that need nothing of Node: the others take what PyTorch computed from files.
  include: ['src/failures.test.ts', 'src/{tensors,clipping,dropout,optimizer-update}/**/*.test.ts'],
  setupFiles: ['src/testing/expect-sound-device.ts'],
});
