import type { BackendAdapter } from '@tidegate/core';
import { opNames } from '@tidegate/ops';
import { expect, test } from 'vitest';
import { surveyBackends } from './survey.js';

const adapter = (name: string, isSupported: BackendAdapter['isSupported']): BackendAdapter => ({
  name,
  kernels: [],
  isSupported,
  load: async () => undefined,
});

test('a backend that is ready says how it would run, and what it has no kernel for', async () => {
  const kernels = opNames.slice(2).map((kernelName) => ({ kernelName, backendName: 'wasm', kernelFunc: () => [] }));
  const details = { threads: 2, simd: 'relaxed' };
  const wasm = { ...adapter('wasm', async () => ({ supported: true })), kernels, details: () => details };
  expect(await surveyBackends([wasm])).toEqual([{ name: 'wasm', ready: true, details, composedOps: opNames.slice(0, 2) }]);
});

test('every backend is named with what keeps it from running', async () => {
  const adapters = [
    adapter('cpu', async () => ({ supported: true })),
    adapter('wasm', async () => ({ supported: false, reason: 'no SIMD' })),
    adapter('broken', () => Promise.reject(new Error('lost device'))),
  ];
  expect(await surveyBackends(adapters)).toEqual([
    { name: 'cpu', ready: true, composedOps: opNames },
    { name: 'wasm', ready: false, reason: 'no SIMD' },
    { name: 'broken', ready: false, reason: 'lost device' },
  ]);
});
