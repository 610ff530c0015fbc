import { dispose, engine, setBackend, type Tensor, tensor, tensor1d, zeros } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, useBackend } from '@tidegate/core';
import { gruSequence, lstmSequence, opNames, rnnSequence, type Sequence } from '@tidegate/ops';
import { differentiate, expectClose, sizeOf } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { createWebgpuBackend } from '../adapter.js';
import { kernels } from '../kernels.js';
import type { WebgpuTensors } from '../tensors/webgpu-tensors.js';

const recurrences: Readonly<Record<string, { sequence: Sequence; gates: number; attributes: object; optional: readonly string[] }>> = {
  'rnn, tanh': { sequence: rnnSequence, gates: 1, attributes: { activation: 'tanh' }, optional: [] },
  'rnn, relu': { sequence: rnnSequence, gates: 1, attributes: { activation: 'relu' }, optional: [] },
  lstm: { sequence: lstmSequence, gates: 4, attributes: { forgetBias: 1 }, optional: ['initialC'] },
  'gru, reset after': { sequence: gruSequence, gates: 3, attributes: { resetAfter: true }, optional: ['recurrentBias'] },
  'gru, reset before': { sequence: gruSequence, gates: 3, attributes: { resetAfter: false }, optional: ['recurrentBias'] },
};

interface Shape {
  readonly batch: number;
  readonly time: number;
  readonly hidden: number;
  readonly lengths?: readonly number[];
  readonly reverse: boolean;
  /** Whether it has a bias and an initial state. */
  readonly whole: boolean;
}

/** Each side of every boundary: of lanes in a team, of rows that go together, of units that go in turns. */
const shapes: readonly Shape[] = [
  { batch: 1, time: 1, hidden: 1, reverse: false, whole: false },
  { batch: 9, time: 4, hidden: 7, lengths: [4, 0, 1, 3, 2, 4, 4, 0, 1], reverse: true, whole: true },
  { batch: 509, time: 2, hidden: 3, lengths: Array.from({ length: 509 }, (_, index) => index % 3), reverse: true, whole: true },
  { batch: 3, time: 3, hidden: 64, reverse: false, whole: true },
  { batch: 3, time: 2, hidden: 100, lengths: [2, 0, 1], reverse: false, whole: true },
  { batch: 3, time: 2, hidden: 128, lengths: [0, 2, 1], reverse: true, whole: true },
  { batch: 2, time: 2, hidden: 257, reverse: true, whole: false },
  { batch: 2, time: 2, hidden: 512, reverse: false, whole: true },
];
/** Four gates of so many units do not fit the workgroup's memory on the way back. */
const largeLstm: Shape = { batch: 1, time: 1, hidden: 1100, reverse: false, whole: true };

beforeAll(async () => {
  await useBackend([cpuBackend]);
  await useBackend([createWebgpuBackend({ software: true })]);
});

const webgpu = (): WebgpuTensors => engine().registry.webgpu as WebgpuTensors;

it('there is a program for every op, and for no other', () => {
  expect(kernels.map(({ kernelName }) => kernelName).sort()).toEqual([...opNames].sort());
});

const cases = (['processor', 'gpu'] as const).flatMap((runsOn) =>
  Object.entries(recurrences).map(([name, recurrence]) => ({ runsOn, name, ...recurrence })),
);

type Case = (typeof cases)[number];

/** Values and gradients of a recurrence on random weights and inputs. */
async function differentiateOn(backend: string, { runsOn, name, sequence, gates, attributes, optional }: Case, shape: Shape) {
  const { batch, time, hidden, lengths, reverse, whole } = shape;
  const random = createRandom(51).split(name, hidden);
  const columns = gates * hidden;
  const sizes: Record<string, number[]> = {
    inputs: [batch, time, 5],
    inputKernel: [5, columns],
    recurrentKernel: [hidden, columns],
    ...(whole && { bias: [columns], initialH: [batch, hidden] }),
    ...(whole && optional.includes('initialC') && { initialC: [batch, hidden] }),
    ...(whole && optional.includes('recurrentBias') && { recurrentBias: [columns] }),
  };
  const names = Object.keys(sizes);
  const run = (given: readonly Tensor[]): readonly Tensor[] => {
    const named = Object.fromEntries(names.map((key, index) => [key, given[index] as Tensor]));
    const padding = lengths && { lengths: tensor1d([...lengths], 'int32') };
    const { outputs, state } = sequence.run({ ...named, ...padding } as never, { ...attributes, reverse } as never);
    return [outputs, ...state];
  };
  await setBackend(backend);
  if (backend === 'webgpu') webgpu().runsOn = runsOn;
  const given = Object.entries(sizes).map(([key, shape]) =>
    tensor(random.split(key).normal(sizeOf(shape), 0, key === 'recurrentKernel' ? 1 / Math.sqrt(hidden) : 0.5), shape),
  );
  const result = await differentiate(run, given, random.split('weights'));
  dispose(given);
  return { ...result, names };
}

it('refuses more units than the memory of a workgroup holds, and says where they fit', async () => {
  await setBackend('webgpu');
  const sizes = { inputs: [1, 1, 1], inputKernel: [1, 2049], recurrentKernel: [2049, 2049] };
  const given = Object.fromEntries(Object.entries(sizes).map(([name, shape]) => [name, zeros(shape)]));
  expect(() => rnnSequence.run(given as never, { activation: 'tanh', reverse: false })).toThrow(
    'webgpu: hiddenSize must be at most 2048 on this backend, but is 2049; take the backend wasm',
  );
  dispose(given);
});

describe.each(cases)('$name, as on a $runsOn', (recurrence) => {
  it.each(recurrence.name === 'lstm' ? [...shapes, largeLstm] : shapes)(
    'gives what plain loops give, and their gradients: batch $batch, time $time, hidden size $hidden, reverse $reverse, bias and initial state $whole',
    async (shape) => {
      const truth = await differentiateOn('cpu', recurrence, shape);
      const found = await differentiateOn('webgpu', recurrence, shape);
      truth.values.forEach((values, index) => {
        expectClose(`result ${index}`, found.values[index] ?? [], values, 1e-5);
      });
      truth.gradients.forEach((values, index) => {
        expectClose(`gradient of ${truth.names[index]}`, found.gradients[index] ?? [], values, 1e-5, 1e-3);
      });
    },
  );

  it('takes as many dispatches for many steps as for few', async () => {
    const dispatchesFor = async (time: number): Promise<number> => {
      const before = webgpu().dispatches;
      await differentiateOn('webgpu', recurrence, { batch: 2, time, hidden: 7, reverse: false, whole: true });
      return webgpu().dispatches - before;
    };
    expect(await dispatchesFor(9)).toBe(await dispatchesFor(2));
  });
});
