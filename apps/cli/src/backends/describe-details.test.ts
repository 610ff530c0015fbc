import { expect, test } from 'vitest';
import { describeDetails, describeDevice } from './describe-details.js';

test('threads, instructions and graphics devices are named, each where it is known', () => {
  const all = [{ threads: 2, simd: 'relaxed' }, { threads: 1 }, { threads: 4, simd: 'simd' }, { adapter: 'Some GPU', software: false }, {}];
  expect(all.map(describeDetails)).toEqual(['2 threads, relaxed SIMD', '1 thread', '4 threads, SIMD', 'Some GPU', '']);
  expect(describeDetails({ adapter: 'llvmpipe', software: true })).toBe('llvmpipe, which computes on the processor');
});

test('what a graphics device can do is said in words', () => {
  const limits = {
    maxStorageBuffersPerShaderStage: 10,
    maxComputeInvocationsPerWorkgroup: 1024,
    maxComputeWorkgroupStorageSize: 32_768,
    maxBufferSize: 3 * 2 ** 30,
    maxStorageBufferBindingSize: 2 ** 27,
    minStorageBufferOffsetAlignment: 256,
  };
  expect(describeDevice({ limits, features: ['bgra8unorm-storage', 'shader-f16', 'subgroups'] })).toEqual([
    '10 storage buffers a program, 1,024 invocations a workgroup, 32 KB of memory a workgroup, buffers up to 3 GB, of which a program sees 128 MB',
    'features: shader-f16, subgroups',
  ]);
  expect(describeDevice({ threads: 2 })).toEqual([]);
});
