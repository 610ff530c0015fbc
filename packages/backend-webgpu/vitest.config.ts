import { onDawn } from '@tidegate/vitest/webgpu';

export default onDawn({ setupFiles: ['src/testing/poll-gently.ts', 'src/testing/expect-sound-device.ts'] });
