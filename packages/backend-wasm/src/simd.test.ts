import { cpuBackend } from '@tidegate/backend-cpu';
import { testBackend } from '@tidegate/testing';
import { createWasmBackend } from './adapter.js';

testBackend(createWasmBackend({ threads: 1, simd: 'simd' }), { oracle: cpuBackend });
