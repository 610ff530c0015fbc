import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { findBackendFactory, getBackend, getKernel, registerBackend, removeBackend, unregisterKernel } from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { BackendAdapter } from '../contracts/backend.js';
import { NoBackendError } from '../errors/no-backend-error.js';
import { useBackend } from './use-backend.js';

const registered: string[] = [];

function adapter(name: string, changes: Partial<BackendAdapter> = {}): BackendAdapter {
  return {
    name,
    kernels: [],
    isSupported: async () => ({ supported: true }),
    load: async () => register(name, () => new MathBackendCPU()),
    ...changes,
  };
}

function register(name: string, create: () => MathBackendCPU | Promise<MathBackendCPU>, priority = 1): void {
  registerBackend(name, create, priority);
  registered.push(name);
}

const unsupported = (name: string, reason: string) => adapter(name, { isSupported: async () => ({ supported: false, reason }) });
const reasons = (error: unknown) => (error instanceof NoBackendError ? error.refusals : error);

afterEach(() => {
  // TensorFlow.js removes a backend that failed to start by itself.
  for (const name of registered.splice(0)) if (findBackendFactory(name)) removeBackend(name);
});

describe('useBackend', () => {
  it('starts the first adapter that works and leaves the rest alone', async () => {
    const third = adapter('third', { load: () => Promise.reject(new Error('must not be loaded')) });
    const second = adapter('second');
    const active = await useBackend([unsupported('first', 'no such device'), second, third]);
    expect(active).toEqual({ name: 'second', adapter: second, refusals: [{ name: 'first', reason: 'no such device' }] });
    expect(getBackend()).toBe('second');
  });

  it('does not load what is not supported', async () => {
    let loaded = false;
    const refusing = adapter('refusing', {
      isSupported: async () => ({ supported: false, reason: 'no' }),
      load: async () => {
        loaded = true;
      },
    });
    await expect(useBackend([refusing])).rejects.toThrow('useBackend: no backend can run here (refusing: no)');
    expect(loaded).toBe(false);
  });

  it('lists every refusal with its reason', async () => {
    const refused = await useBackend([
      unsupported('device', 'no such device'),
      adapter('network', { load: () => Promise.reject(new Error('download failed')) }),
      adapter('text', { load: () => Promise.reject('only text') }),
      adapter('question', { isSupported: () => Promise.reject(new Error('the question failed')) }),
    ]).catch(reasons);
    expect(refused).toEqual([
      { name: 'device', reason: 'no such device' },
      { name: 'network', reason: 'download failed' },
      { name: 'text', reason: 'only text' },
      { name: 'question', reason: 'the question failed' },
    ]);
    await expect(useBackend([])).rejects.toThrow('no adapter was given');
  });

  it('refuses a backend that TensorFlow.js could not start, instead of running on another in silence', async () => {
    await useBackend([adapter('works')]);
    const failing = adapter('failing', {
      load: async () =>
        register('failing', () => {
          throw new Error('no memory');
        }),
    });
    const rejecting = adapter('rejecting', { load: async () => register('rejecting', () => Promise.reject(new Error('no memory'))) });
    const unregistered = adapter('unregistered', { load: async () => {} });
    for (const broken of [failing, rejecting, unregistered]) {
      const refused = await useBackend([broken]).catch(reasons);
      expect(refused).toMatchObject([{ name: broken.name }]);
    }
    const { name, refusals } = await useBackend([failing, adapter('fallback')]);
    expect(name).toBe('fallback');
    expect(refusals).toHaveLength(1);
    expect(getBackend()).toBe('fallback');
  });

  it('registers the kernels once', async () => {
    const kernel = { kernelName: 'TidegateTest', backendName: 'kernels', kernelFunc: () => [] };
    const withKernels = adapter('kernels', { kernels: [kernel], load: async () => {} });
    register('kernels', () => new MathBackendCPU());
    await useBackend([withKernels]);
    expect(getKernel('TidegateTest', 'kernels')).toBe(kernel);
    await useBackend([{ ...withKernels, kernels: [{ ...kernel }] }]);
    expect(getKernel('TidegateTest', 'kernels')).toBe(kernel);
    unregisterKernel('TidegateTest', 'kernels');
  });
});
