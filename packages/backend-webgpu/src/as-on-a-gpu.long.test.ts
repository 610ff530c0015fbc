import { backend } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { testBackend } from '@tidegate/testing';
import { beforeAll } from 'vitest';
import { createWebgpuBackend } from './adapter.js';
import type { WebgpuTensors } from './tensors/webgpu-tensors.js';

testBackend(createWebgpuBackend({ software: true }), { oracle: cpuBackend, composedOn: 'oracle' });

// An adapter in software would have the programs that suit a processor.
beforeAll(() => {
  (backend() as unknown as WebgpuTensors).runsOn = 'gpu';
});
