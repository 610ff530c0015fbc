import { backend, cast, engine, type Tensor, type TensorInfo, tensor } from '@tensorflow/tfjs-core';
import { useBackend } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createWebgpuBackend } from '../adapter.js';
import type { Program } from '../program/program.js';
import type { WebgpuTensors } from './webgpu-tensors.js';

beforeAll(async () => {
  await useBackend([createWebgpuBackend({ software: true })]);
});

const webgpu = (): WebgpuTensors => backend() as unknown as WebgpuTensors;
const read = async ({ dataId }: TensorInfo): Promise<number[]> => [...((await webgpu().read(dataId)) as Float32Array)];

/** Writes the place of each element there. */
const count: Program = {
  name: 'Count',
  key: 'Count',
  bindings: { output: 'writes f32' },
  uniforms: { size: 'u32' },
  code: () => `
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x < uniforms.size) { output[id.x] = f32(id.x); }
}`,
};

describe('parts of one buffer', () => {
  it('lie one after the other, and are read and used as tensors of their own', async () => {
    const { infos, whole, starts } = webgpu().makeParts([[3], [2, 35], [2]]);
    expect(starts).toEqual([0, 64, 192]);
    webgpu().run(count, { output: whole }, { size: 256 }, [4]);
    expect(await read(infos[0] as TensorInfo)).toEqual([0, 1, 2]);
    expect(await read(infos[2] as TensorInfo)).toEqual([192, 193]);
    const last = engine().makeTensorFromTensorInfo(infos[2] as TensorInfo);
    expect([...(await cast(last, 'int32').data())]).toEqual([192, 193]);
  });

  it('give the buffer back with the last of them', () => {
    const { bufferManager } = webgpu();
    const before = bufferManager.numBytesUsed;
    const { infos, whole } = webgpu().makeParts([[100], [], [200]]);
    const held = bufferManager.numBytesUsed;
    expect(held - before).toBe(whole.size);
    for (const { dataId } of infos.slice(1)) webgpu().disposeData(dataId);
    expect(bufferManager.numBytesUsed).toBe(held);
    webgpu().disposeData((infos[0] as TensorInfo).dataId);
    expect(bufferManager.numBytesUsed).toBe(before);
  });

  it('are known as parts of one, unless they are not', () => {
    const { infos, starts } = webgpu().makeParts([[3], [4]]);
    const others = webgpu().makeParts([[4]]);
    const [first, second] = infos as [TensorInfo, TensorInfo];
    expect(webgpu().partsOf([second, first])?.starts).toEqual(starts.toReversed());
    expect(webgpu().partsOf([first, others.infos[0] as TensorInfo])).toBeUndefined();
    expect(webgpu().partsOf([webgpu().makeTensor([3]), second])).toBeUndefined();
  });

  it('are copied and cleared without their neighbours', async () => {
    const { infos, whole } = webgpu().makeParts([[2], [2], [2]]);
    webgpu().run(count, { output: whole }, { size: 192 }, [3]);
    const [first, second, third] = infos as [TensorInfo, TensorInfo, TensorInfo];
    const others = webgpu().makeParts([[2], [2]]).infos as [TensorInfo, TensorInfo];
    webgpu().copy([{ from: third, to: others[1] }]);
    webgpu().copy([{ from: others[1], to: first }]);
    webgpu().clear(second);
    expect([await read(first), await read(second), await read(third)]).toEqual([
      [128, 129],
      [0, 0],
      [128, 129],
    ]);
  });
});

describe('tensors', () => {
  it('of zeros hold none of what was in their buffer', async () => {
    const used = webgpu().makeTensor([300]);
    webgpu().run(count, { output: used }, { size: 300 }, [5]);
    expect((await read(used))[299]).toBe(299);
    webgpu().disposeData(used.dataId);
    expect(await read(webgpu().makeZeros([300]))).toEqual(new Array(300).fill(0));
  });

  it('of integers stay with the host that wrote them, and are not there if the GPU made them', async () => {
    const written = tensor([1, 2], [2], 'int32');
    const floats = tensor([1, 2]);
    for (const { dataId } of [written, floats] as Tensor[]) webgpu().uploadToGPU(dataId);
    expect([...(webgpu().hostIntegers(written) as Int32Array)]).toEqual([1, 2]);
    const made = cast(floats, 'int32');
    expect(webgpu().hostIntegers(made)).toBeUndefined();
    expect([...(await made.data())]).toEqual([1, 2]);
  });

  it('cannot be read at once, and the message says what can', () => {
    const made = webgpu().makeTensor([2]);
    expect(() => webgpu().readSync(made.dataId)).toThrow('use await tensor.data() instead');
  });

  it('count the dispatches that write them', async () => {
    const before = webgpu().dispatches;
    const output = webgpu().makeTensor([64]);
    for (let i = 0; i < 40; i++) webgpu().run(count, { output }, { size: 64 }, [1]);
    webgpu().run(count, { output }, { size: 0 }, [0]);
    expect(webgpu().dispatches - before).toBe(40);
    await webgpu().settle();
    expect(webgpu().dispatches - before).toBe(40);
  });
});
