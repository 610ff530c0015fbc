import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { findBackend } from '@tensorflow/tfjs-core';
import type { BackendAdapter } from '@tidegate/core';
import { kernels } from './kernels.js';

/** Plain loops on one thread: runs in every JavaScript engine. */
export const cpuBackend: BackendAdapter = {
  name: 'cpu',
  kernels,
  isSupported: async () => ({ supported: true }),
  async load() {
    // The module registers the backend and its general kernels when it is first evaluated.
    await import('@tensorflow/tfjs-backend-cpu');
    silenceAdvertisement(findBackend('cpu') as MathBackendCPU);
  },
};

/** On its first use in Node, the stock backend prints a recommendation of another package. */
function silenceAdvertisement(backend: MathBackendCPU): void {
  (backend as unknown as { firstUse: boolean }).firstUse = false;
}
