import { cpuBackend } from '@tidegate/backend-cpu';
import { testBackend } from '@tidegate/testing';
import { createWasmBackend } from './adapter.js';

testBackend(createWasmBackend({ threads: 2 }), { oracle: cpuBackend });
