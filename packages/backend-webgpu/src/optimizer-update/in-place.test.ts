import { backend, clone, dispose, type Tensor, type TensorInfo, tensor, variable } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, useBackend } from '@tidegate/core';
import { type AdamAttributes, type AdamResult, type AdamTensors, adamUpdate, sgdUpdate } from '@tidegate/ops';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createWebgpuBackend } from '../adapter.js';
import type { WebgpuTensors } from '../tensors/webgpu-tensors.js';
import { adamUpdateKernel } from './adam-update.js';

const adam: AdamAttributes = { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.1, step: 3, overwrite: true };
const webgpu = (): WebgpuTensors => backend() as unknown as WebgpuTensors;

/** Of as many parameters; every fourth is empty or has a single element. */
function tensorsOf(count: number, columns = 33): AdamTensors {
  const list = (role: string): Tensor[] =>
    Array.from({ length: count }, (_, index) => {
      const shape = index % 4 === 3 ? [index % 8 === 3 ? 0 : 1, 1] : [index + 1, columns];
      const size = (shape[0] as number) * (shape[1] as number);
      const values = createRandom(5).split(role, index).normal(size);
      return tensor(role === 'second' ? values.map(Math.abs) : values, shape);
    });
  return { parameters: list('parameter'), gradients: list('gradient'), firstMoments: list('first'), secondMoments: list('second') };
}

const listsOf = ({ parameters, firstMoments, secondMoments }: AdamTensors | AdamResult): Tensor[] => [
  ...parameters,
  ...firstMoments,
  ...secondMoments,
];
const read = async (tensors: readonly Tensor[]): Promise<number[][]> =>
  Promise.all(tensors.map(async (one) => [...(await one.data())] as number[]));

async function onCpu<Result>(run: () => Promise<Result>): Promise<Result> {
  await useBackend([cpuBackend]);
  const result = await run();
  await useBackend([createWebgpuBackend({ software: true })]);
  return result;
}

/** So many steps of Adam with the same gradients. */
function steps(tensors: AdamTensors, count: number, more: Partial<AdamAttributes> = {}): AdamResult {
  let now: AdamTensors | AdamResult = tensors;
  for (let step = 1; step <= count; step++) {
    const after: AdamResult = adamUpdate({ ...now, gradients: tensors.gradients }, { ...adam, ...more, step });
    dispose(listsOf(now));
    now = after;
  }
  return now as AdamResult;
}

async function expectAsOnCpu(make: () => AdamTensors, run: (tensors: AdamTensors) => AdamResult): Promise<void> {
  const expected = await onCpu(() => read(listsOf(run(make()))));
  const found = await read(listsOf(run(make())));
  found.forEach((values, index) => {
    expect(values).toHaveLength((expected[index] as number[]).length);
    values.forEach((value, i) => {
      expect(Math.abs(value - (expected[index]?.[i] as number))).toBeLessThan(2e-6 * 4);
    });
  });
}

beforeAll(async () => {
  await useBackend([createWebgpuBackend({ software: true })]);
});

describe('updates in place', () => {
  it.each([
    [7, 1],
    [9, 2],
    [16, 3],
  ])('of %d parameters take %d dispatches, and no copies after the first', (count, dispatches) => {
    const tensors = tensorsOf(count);
    let before = webgpu().dispatches;
    const first = adamUpdate(tensors, adam);
    expect(webgpu().dispatches - before).toBe(dispatches);
    dispose(listsOf(tensors));
    const copy = vi.spyOn(webgpu(), 'copy');
    before = webgpu().dispatches;
    const second = adamUpdate({ ...first, gradients: tensors.gradients }, adam);
    expect(webgpu().dispatches - before).toBe(dispatches);
    expect(copy).not.toHaveBeenCalled();
    expect(listsOf(second).map(({ dataId }) => dataId)).toEqual(listsOf(first).map(({ dataId }) => dataId));
    copy.mockRestore();
  });

  it('give over several steps what the reference gives, also for touched rows', async () => {
    await expectAsOnCpu(
      () => tensorsOf(9),
      (tensors) => steps(tensors, 3),
    );
    const touchedRowsOnly = Array.from({ length: 9 }, (_, index) => index % 2 === 0);
    await expectAsOnCpu(
      () => tensorsOf(9),
      (tensors) => steps(tensors, 3, { touchedRowsOnly, l2: touchedRowsOnly.map(Number) }),
    );
  });

  it('spare what somebody else holds, and go on in place when nobody does', async () => {
    const tensors = tensorsOf(3);
    const first = adamUpdate(tensors, adam);
    const held = clone(first.parameters[0] as Tensor);
    const before = await read([held]);
    const second = adamUpdate({ ...first, gradients: tensors.gradients }, adam);
    expect(await read([held])).toEqual(before);
    expect(await read([second.parameters[0] as Tensor])).not.toEqual(before);
    dispose(listsOf(first));
    const third = adamUpdate({ ...second, gradients: tensors.gradients }, adam);
    expect(third.parameters[0]?.dataId).toBe(second.parameters[0]?.dataId);
    expect(await read([held])).toEqual(before);
  });

  it('change the value of a variable', async () => {
    const weights = variable(tensor([1, 2]));
    const first = sgdUpdate(
      { parameters: [weights], gradients: [tensor([1, 1])], velocities: [] },
      { learningRate: 0.5, momentum: 0, nesterov: false, overwrite: true },
    );
    weights.assign(first.parameters[0] as Tensor);
    dispose(first.parameters);
    const second = sgdUpdate(
      { parameters: [weights], gradients: [tensor([2, 4])], velocities: [] },
      { learningRate: 0.5, momentum: 0, nesterov: false, overwrite: true },
    );
    weights.assign(second.parameters[0] as Tensor);
    dispose(second.parameters);
    expect([...(await weights.data())]).toEqual([-0.5, -0.5]);
  });

  it('read a gradient that lies in the buffer they write', async () => {
    const attributes = { learningRate: 0.5, momentum: 0.5, nesterov: false, overwrite: true };
    const gradients = [tensor([1, 2]), tensor([3, 4])];
    const velocities = [tensor([0, 0]), tensor([0, 0])];
    const first = sgdUpdate({ parameters: [tensor([5, 6]), tensor([7, 8])], gradients, velocities }, attributes);
    // p = [4.5, 5], v = [1, 2] of the first; its velocity is its gradient as well.
    const [p] = first.parameters as [Tensor];
    const [, v] = first.velocities as [Tensor, Tensor];
    const second = sgdUpdate({ parameters: [p], gradients: [v], velocities: [first.velocities[0] as Tensor] }, attributes);
    expect(await read(second.velocities)).toEqual([[3.5, 5]]);
    expect(await read(second.parameters)).toEqual([[2.75, 2.5]]);
    expect(await read([v])).toEqual([[3, 4]]);
  });
});

/** The backend with another idea of how large a buffer may be. */
function withSmallBuffers(bytes: number): WebgpuTensors {
  const device = { limits: { maxBufferSize: bytes, maxStorageBufferBindingSize: bytes } };
  return new Proxy(webgpu(), {
    get(target, key) {
      if (key === 'device') return device;
      const value = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

describe('parameters too large for one buffer with their moments', () => {
  it.each([undefined, [true, true, false]])(
    'are updated buffer by buffer, the same to the bit, touched rows %s',
    async (touchedRowsOnly) => {
      const attributes = { ...adam, ...(touchedRowsOnly && { touchedRowsOnly }) };
      const expected = await read(listsOf(adamUpdate(tensorsOf(3), attributes)));
      const { parameters, gradients, firstMoments, secondMoments } = tensorsOf(3);
      const groups = { parameter: parameters, gradient: gradients, firstMoment: firstMoments, secondMoment: secondMoments };
      const inputs = Object.fromEntries(
        Object.entries(groups).flatMap(([role, list]) => list.map((one, index): [string, Tensor] => [`${role}${index}`, one])),
      );
      const small = withSmallBuffers(700);
      const outputs = adamUpdateKernel.kernelFunc({ inputs, attrs: attributes, backend: small }) as TensorInfo[];
      expect(await Promise.all(outputs.map(async ({ dataId }) => [...((await webgpu().read(dataId)) as Float32Array)]))).toEqual(expected);
      expect(outputs.map(({ dataId }) => dataId)).toEqual([...parameters, ...firstMoments, ...secondMoments].map(({ dataId }) => dataId));
    },
  );
});
