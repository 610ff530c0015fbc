import { testBackend } from '@tidegate/testing';
import { cpuBackend } from './adapter.js';

testBackend(cpuBackend);
