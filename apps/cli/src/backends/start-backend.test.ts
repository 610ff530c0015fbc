import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { findBackendFactory, registerBackend, removeBackend } from '@tensorflow/tfjs-core';
import type { BackendAdapter } from '@tidegate/core';
import { afterEach, expect, test } from 'vitest';
import { UsageError } from '../errors/usage-error.js';
import { capture } from '../testing/capture.js';
import { type AdapterOptions, backendNames } from './adapters.js';
import { type StartOptions, startBackend } from './start-backend.js';

const refusal = { name: 'webgpu', reason: 'no GPU' };

afterEach(() => {
  for (const name of backendNames) if (findBackendFactory(name)) removeBackend(name);
});

/** Starts one of three backends, of which the GPU refuses unless it is asked for by name. */
async function start(options: StartOptions, environment: Readonly<Record<string, string>> = {}) {
  const asked: AdapterOptions[] = [];
  const adapter = (name: string): BackendAdapter => ({
    name,
    kernels: [],
    isSupported: async () =>
      name === 'webgpu' && !asked.at(-1)?.byName ? { supported: false, reason: refusal.reason } : { supported: true },
    load: async () => void (findBackendFactory(name) ?? registerBackend(name, () => new MathBackendCPU())),
    ...(name === 'webgpu' && { details: () => ({ adapter: 'Some GPU' }) }),
  });
  const create = (given: AdapterOptions): readonly BackendAdapter[] => {
    asked.push(given);
    return backendNames.map(adapter);
  };
  const { output, text } = capture();
  const { name, refusals } = await startBackend(options, output, { environment, create });
  return { name, refusals, stderr: text() };
}

test('the GPU goes first, then compiled code, then plain loops', () => {
  expect(backendNames).toEqual(['webgpu', 'wasm', 'cpu']);
});

test('what cannot run is told in one line, or in the results, and never with --quiet', async () => {
  const line = 'tidegate: backend webgpu cannot run here: no GPU\n';
  const found = { name: 'wasm', refusals: [refusal] };
  expect(await start({})).toEqual({ ...found, stderr: line });
  expect(await start({ json: true })).toEqual({ ...found, stderr: '' });
  expect(await start({ quiet: true })).toEqual({ ...found, stderr: '' });
  expect(await start({ verbose: true, json: true })).toEqual({ ...found, stderr: `${line}tidegate: backend wasm\n` });
});

test('by name, on the command line or in the environment, a software GPU will do', async () => {
  const found = { name: 'webgpu', refusals: [], stderr: '' };
  expect(await start({ backend: 'webgpu' })).toEqual(found);
  expect(await start({}, { TIDEGATE_BACKEND: 'webgpu' })).toEqual(found);
  expect(await start({ backend: 'webgpu', verbose: true })).toMatchObject({ stderr: 'tidegate: backend webgpu, Some GPU\n' });
  expect(await start({ backend: 'cpu' }, { TIDEGATE_BACKEND: 'webgpu' })).toMatchObject({ name: 'cpu', stderr: '' });
  expect(await start({}, { TIDEGATE_BACKEND: '' })).toMatchObject({ name: 'wasm', refusals: [refusal] });
  await expect(start({}, { TIDEGATE_BACKEND: 'gpu' })).rejects.toThrow(
    new UsageError('TIDEGATE_BACKEND', 'one of webgpu, wasm, cpu', '"gpu"'),
  );
});

test('threads are for those that have several', async () => {
  expect(await start({ threads: 2 })).toEqual({ name: 'wasm', refusals: [], stderr: '' });
  expect(await start({ threads: 2 }, { TIDEGATE_BACKEND: 'webgpu' })).toMatchObject({ name: 'wasm' });
  expect(await start({ backend: 'cpu', threads: 1 })).toMatchObject({ name: 'cpu' });
  await expect(start({ backend: 'cpu', threads: 2 })).rejects.toThrow('--threads must be 1 or left away with --backend cpu');
  await expect(start({ backend: 'webgpu', threads: 1 })).rejects.toThrow(
    '--threads must be left away with --backend webgpu, which computes on the GPU, but is 1',
  );
});
