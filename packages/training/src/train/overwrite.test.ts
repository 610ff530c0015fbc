import '@tensorflow/tfjs-backend-cpu';
import { clone, memory, registerKernel, setBackend, type Tensor, type TensorInfo, unregisterKernel } from '@tensorflow/tfjs-core';
import { AdamUpdate, decodeGroup } from '@tidegate/ops';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { adam } from '../optimizers/adam.js';
import type { Optimizer } from '../optimizers/optimizer.js';
import { logisticRegression, weightsOf } from '../testing/logistic-regression.js';
import { toyTraining } from '../testing/toy-training.js';
import { train } from './train.js';

interface ArrayBackend {
  readonly data: { get(id: object): { readonly values: Float32Array; readonly refCount: number } };
  incRef(id: object): void;
  makeTensorInfo(shape: number[], dtype: 'float32', values: Float32Array): TensorInfo;
}

/** Tensors that were written over, and those that somebody else held. */
const count = { overwritten: 0, spared: 0 };

/** An update that takes half of each parameter and adds one to each moment, in the old memory wherever it may. */
function registerOverwritingUpdate(): void {
  registerKernel({
    kernelName: AdamUpdate,
    backendName: 'cpu',
    kernelFunc({ inputs, backend, attrs }) {
      const { data } = backend as ArrayBackend;
      const change = ({ dataId, shape }: TensorInfo, value: (old: number) => number): TensorInfo => {
        const { values, refCount } = data.get(dataId);
        if (attrs?.overwrite !== true || refCount > 1) {
          count.spared++;
          return (backend as ArrayBackend).makeTensorInfo(shape, 'float32', values.map(value));
        }
        count.overwritten++;
        values.forEach((old, i) => {
          values[i] = value(old);
        });
        (backend as ArrayBackend).incRef(dataId);
        return { dataId, shape, dtype: 'float32' };
      };
      return [
        ...decodeGroup(inputs, 'parameter').map((tensor) => change(tensor, (old) => old / 2)),
        ...['firstMoment', 'secondMoment'].flatMap((role) => decodeGroup(inputs, role).map((tensor) => change(tensor, (old) => old + 1))),
      ];
    },
  });
}

beforeAll(async () => {
  await setBackend('cpu');
});
beforeEach(() => {
  Object.assign(count, { overwritten: 0, spared: 0 });
  registerOverwritingUpdate();
});
afterEach(() => {
  unregisterKernel(AdamUpdate, 'cpu');
});

describe('train with updates that overwrite', () => {
  it('goes on from the new values, and its memory stays as it is', async () => {
    const model = logisticRegression();
    const before = memory();
    const buffers: number[] = [];
    await train(toyTraining(model, { steps: 5, observers: [{ onStepEnd: () => void buffers.push(memory().numDataBuffers) }] }));
    expect(weightsOf(model)).toEqual([0.1, 0.2, 0.5].map((weight) => Math.fround(weight) / 32));
    expect(count).toEqual({ overwritten: 30, spared: 0 });
    expect(new Set(buffers).size).toBe(1);
    expect(memory().numTensors).toBe(before.numTensors);
    expect(memory().numDataBuffers).toBe(before.numDataBuffers);
  });

  it('spares what an observer holds', async () => {
    const model = logisticRegression();
    const held: Tensor[] = [];
    const kernel = model.parameters['dense/kernel'] as Tensor;
    await train(toyTraining(model, { steps: 3, observers: [{ onStepEnd: () => void held.push(clone(kernel)) }] }));
    expect(held.map((tensor) => tensor.dataSync()[0])).toEqual([2, 4, 8].map((share) => Math.fround(0.1) / share));
    expect(count.spared).toBe(2);
  });

  it('lets only those optimizers overwrite that say they may', async () => {
    const model = logisticRegression();
    const { name, init, update }: Optimizer = adam();
    await train(toyTraining(model, { steps: 2, optimizer: { name, init, update } }));
    expect(count).toEqual({ overwritten: 0, spared: 12 });
  });
});
