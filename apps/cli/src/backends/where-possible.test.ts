import type { BackendAdapter } from '@tidegate/core';
import { expect, test } from 'vitest';
import { type Machine, wherePossible } from './where-possible.js';

const gpu: BackendAdapter = {
  name: 'webgpu',
  kernels: [],
  isSupported: async () => ({ supported: true }),
  load: async () => undefined,
  details: () => ({ adapter: 'Some GPU' }),
};
const plain = ['null', 'shm', 'tty', 'zero'];
const bare: Machine = { platform: 'linux', environment: {}, devices: () => plain };

const isAsked = async (changes: Partial<Machine>): Promise<boolean> =>
  (await wherePossible(gpu, { ...bare, ...changes }).isSupported()).supported;

test('a GPU is looked for where Linux shows one, where the user names drivers, and on other systems', async () => {
  for (const device of ['dri', 'nvidia0', 'nvidiactl', 'dxg', 'mali0', 'kgsl-3d0']) {
    expect(await isAsked({ devices: () => [...plain, device] }), device).toBe(true);
  }
  expect(await isAsked({ environment: { VK_DRIVER_FILES: '/icd.json' } })).toBe(true);
  for (const platform of ['darwin', 'win32']) expect(await isAsked({ platform })).toBe(true);
  const unreadable = (): never => {
    throw new Error('EACCES');
  };
  expect(await isAsked({ devices: unreadable })).toBe(true);
});

test('where Linux shows none, it says so, and the driver is left in peace', async () => {
  const adapter = wherePossible({ ...gpu, isSupported: () => Promise.reject(new Error('must not be asked')) }, bare);
  expect(await adapter.isSupported()).toEqual({ supported: false, reason: 'Linux shows no GPU here (nothing like /dev/dri)' });
  expect(adapter).toMatchObject({ name: 'webgpu' });
  expect(adapter.details?.()).toEqual({ adapter: 'Some GPU' });
});
