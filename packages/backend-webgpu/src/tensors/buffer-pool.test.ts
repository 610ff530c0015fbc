import { backend } from '@tensorflow/tfjs-core';
import { useBackend } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createWebgpuBackend } from '../adapter.js';
import { BufferPool } from './buffer-pool.js';
import type { WebgpuTensors } from './webgpu-tensors.js';

beforeAll(async () => {
  await useBackend([createWebgpuBackend({ software: true })]);
});

function makePool(): { readonly pool: BufferPool; readonly created: number[]; readonly storage: number; readonly most: number } {
  const { device } = backend() as unknown as WebgpuTensors;
  const created: number[] = [];
  const pool = new BufferPool(device, (descriptor) => {
    created.push(descriptor.size);
    return device.createBuffer(descriptor);
  });
  const most = Math.min(device.limits.maxBufferSize, device.limits.maxStorageBufferBindingSize);
  return { pool, created, storage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST, most };
}

describe('BufferPool', () => {
  it('gives a buffer that was left to the next that is nearly as large', () => {
    const { pool, created, storage } = makePool();
    const first = pool.acquireBuffer(1000, storage);
    pool.releaseBuffer(first);
    expect(pool.acquireBuffer(1020, storage)).toBe(first);
    expect(created).toEqual([1024]);
    pool.acquireBuffer(1020, storage);
    expect(created).toEqual([1024, 1024]);
    pool.dispose();
  });

  it('wastes no more than an eighth, and not much on small ones', () => {
    const { pool, created, storage } = makePool();
    for (const size of [4, 256, 257, 1025, 5000, 100_000, 1_000_001]) {
      const { size: given } = pool.acquireBuffer(size, storage);
      expect(given).toBeGreaterThanOrEqual(size);
      expect(given % 4).toBe(0);
      if (size > 256) expect(given / size).toBeLessThan(1.125);
    }
    expect(created.slice(0, 2)).toEqual([256, 256]);
    pool.dispose();
  });

  it('keeps buffers of different uses apart', () => {
    const { pool, storage } = makePool();
    const first = pool.acquireBuffer(300, storage);
    pool.releaseBuffer(first);
    expect(pool.acquireBuffer(300, GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST)).not.toBe(first);
    pool.dispose();
  });

  it('counts bytes once, however often a buffer comes back', () => {
    const { pool, storage } = makePool();
    const first = pool.acquireBuffer(512, storage);
    expect([pool.numBytesUsed, pool.numBytesAllocated]).toEqual([512, 512]);
    pool.releaseBuffer(first);
    pool.releaseBuffer(first);
    expect([pool.numBytesUsed, pool.numBytesAllocated]).toEqual([0, 512]);
    expect(pool.acquireBuffer(512, storage)).toBe(first);
    expect(pool.acquireBuffer(512, storage)).not.toBe(first);
    pool.releaseBuffer(first, false);
    expect([pool.numBytesUsed, pool.numBytesAllocated]).toEqual([512, 512]);
    pool.dispose();
    expect([pool.numBytesUsed, pool.numBytesAllocated]).toEqual([0, 0]);
  });

  it('says so if no buffer is that large', () => {
    const { pool, created, storage, most } = makePool();
    expect(() => pool.acquireBuffer(most + 4, storage)).toThrow(`webgpu: a tensor of ${most + 4} bytes is larger than the ${most} bytes`);
    expect(created).toEqual([]);
  });
});
