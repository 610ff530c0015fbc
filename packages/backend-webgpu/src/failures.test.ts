import { add, backend, memory, removeBackend, reshape, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { useBackend } from '@tidegate/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWebgpuBackend, DeviceLostError, GpuError } from './index.js';
import type { Program } from './program/program.js';
import type { WebgpuTensors } from './tensors/webgpu-tensors.js';

const webgpu = (): WebgpuTensors => backend() as unknown as WebgpuTensors;
const start = () => useBackend([createWebgpuBackend({ software: true })]);

beforeEach(start);
afterEach(() => removeBackend('webgpu'));

/** On the GPU: what the host still has is added up there. */
function onGpu(values: number[]): Tensor {
  const given = tensor(values);
  webgpu().uploadToGPU(given.dataId);
  return given;
}

const numbered = (code: string): Program => ({
  name: 'Numbered',
  key: code,
  bindings: { result: 'writes f32' },
  uniforms: { size: 'u32' },
  code: () => `@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) at: vec3u) { ${code} }`,
});

describe('a program that does not compile', () => {
  it('is an error that names the op, the shapes and the line, at the next reading', async () => {
    const result = webgpu().makeTensor([2, 3]);
    webgpu().run(numbered('result[at.x] = at.x;'), { result }, { size: 6 }, [1]);
    const reading = webgpu().read(result.dataId);
    await expect(reading).rejects.toThrow(GpuError);
    await expect(reading).rejects.toThrow(/Numbered of \[2, 3\] failed: .*cannot assign 'u32' to 'f32'.*useBackend/s);
  });
});

describe('a tensor that is larger than any buffer', () => {
  it('is an error that names op, shapes and sizes, and nothing else breaks', async () => {
    const small = onGpu([1]);
    const { maxStorageBufferBindingSize } = webgpu().device.limits;
    const size = maxStorageBufferBindingSize / 4 + 1;
    expect(() => webgpu().makeTensor([size])).toThrow(
      `a tensor of ${4 * size} bytes is larger than the ${maxStorageBufferBindingSize} bytes`,
    );
    const before = memory().numTensors;
    const ones = onGpu(new Array(40_000).fill(1));
    const [row, column] = [reshape(ones, [1, 40_000]), reshape(ones, [40_000, 1])];
    expect(() => add(row, column)).toThrow(/larger than the .* \(BinaryOp of \[1, 40000\], \[40000, 1\]\)/);
    expect(memory().numTensors - before).toBe(3);
    expect([...(await add(small, small).data())]).toEqual([2]);
  });
});

describe('a device that is lost', () => {
  it('is an error of what runs next and of what is being read, and the next start works', async () => {
    const given = onGpu([1, 2]);
    const reading = add(given, given).data();
    webgpu().device.destroy();
    await expect(reading).rejects.toThrow(GpuError);
    await webgpu().device.lost;
    await Promise.resolve();
    expect(() => add(given, given)).toThrow(DeviceLostError);
    expect(() => add(given, given)).toThrow(/the GPU device was lost \(destroyed.*start the backend again with useBackend/);
    const lost = webgpu();
    await start();
    expect(webgpu()).not.toBe(lost);
    const again = onGpu([3, 4]);
    expect([...(await add(again, again).data())]).toEqual([6, 8]);
  });
});

it('reading at once is refused with what to do instead', () => {
  const given = onGpu([1, 2]);
  expect(() => given.dataSync()).toThrow('use await tensor.data() instead');
});
