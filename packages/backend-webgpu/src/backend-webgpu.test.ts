import { cpuBackend } from '@tidegate/backend-cpu';
import { testBackend } from '@tidegate/testing';
import { createWebgpuBackend } from './adapter.js';

testBackend(createWebgpuBackend({ software: true }), { oracle: cpuBackend, composedOn: 'oracle' });
