import { engine } from '@tensorflow/tfjs-core';
import { afterEach } from 'vitest';
import type { WebgpuTensors } from '../tensors/webgpu-tensors.js';

/**
 * A test fails if the device that runs at its end has failed: what TensorFlow.js would only log. One that fails a device on purpose starts
 * another, or removes the backend.
 */
afterEach(async () => {
  const running = engine().registry.webgpu as WebgpuTensors | undefined;
  await running?.settle();
  running?.health.assertWorks();
});
