import { cpuBackend } from '@tidegate/backend-cpu';
import { testBackend } from '@tidegate/testing';
import { createWebgpuBackend } from './adapter.js';

// The composed forms on the GPU too: some quarter of a million small dispatches.
testBackend(createWebgpuBackend({ software: true }), { oracle: cpuBackend });
