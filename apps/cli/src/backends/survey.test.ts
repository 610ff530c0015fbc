import type { BackendAdapter } from '@tidegate/core';
import { expect, test } from 'vitest';
import { surveyBackends } from './survey.js';

const adapter = (name: string, isSupported: BackendAdapter['isSupported']): BackendAdapter => ({
  name,
  kernels: [],
  isSupported,
  load: async () => undefined,
});

test('every backend is named with what keeps it from running', async () => {
  const adapters = [
    adapter('cpu', async () => ({ supported: true })),
    adapter('wasm', async () => ({ supported: false, reason: 'no SIMD' })),
    adapter('broken', () => Promise.reject(new Error('lost device'))),
  ];
  expect(await surveyBackends(adapters, ['cpu', 'wasm', 'webgpu'])).toEqual([
    { name: 'cpu', ready: true },
    { name: 'wasm', ready: false, reason: 'no SIMD' },
    { name: 'broken', ready: false, reason: 'lost device' },
    { name: 'webgpu', ready: false, reason: 'not part of this version of Tidegate' },
  ]);
});
