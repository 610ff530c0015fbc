import {
  dispose,
  mean,
  memory,
  removeBackend,
  type Scalar,
  setBackend,
  slice,
  type Tensor,
  type Tensor3D,
  tensor3d,
  tidy,
  transpose,
  variable,
} from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createWasmBackend } from '@tidegate/backend-wasm';
import { lstm, recurrent, stack } from '@tidegate/cells';
import { createRandom, flattenTree, type Model, mapTree, type TensorTree, useBackend } from '@tidegate/core';
import { dropout, squaredError } from '@tidegate/ops';
import { beforeAll, describe, expect, it } from 'vitest';
import { adam } from '../optimizers/adam.js';
import type { ProcessGroup } from '../process-group/process-group.js';
import type { TrainingSnapshot } from '../snapshots/training-snapshot.js';
import { byRows, dealRows } from '../testing/deal-rows.js';
import { localGroups } from '../testing/local-groups.js';
import type { Objective } from '../train/objective.js';
import { train } from '../train/train.js';
import type { TrainOptions } from '../train/train-options.js';

/** Both `[batch, time, size]`. */
type Piece = { readonly inputs: Tensor3D; readonly targets: Tensor3D };
type Carry = (state: TensorTree) => TensorTree;

const [time, inputSize, hiddenSize] = [6, 3, 4];

/** Consecutive pieces of the same sequences. */
function* pieces(rows: number): Generator<Piece> {
  let start = 0;
  for (const length of [3, 1, 2]) {
    const from = start;
    const piece = (name: string, size: number): Tensor3D => {
      const values = createRandom(5)
        .split(name)
        .normal(rows * time * size);
      return tidy(() => slice(tensor3d(values, [rows, time, size]), [0, from, 0], [rows, length, size]));
    };
    yield { inputs: piece('inputs', inputSize), targets: piece('targets', hiddenSize) };
    start += length;
  }
}

describe.each([
  ['cpu', cpuBackend],
  ['wasm', createWasmBackend({ threads: 1 })],
] as const)('state that is carried in parallel, on %s', (name, adapter) => {
  beforeAll(async () => {
    await useBackend([adapter]);
    return async () => {
      await setBackend('cpu');
      if (name === 'wasm') removeBackend('wasm');
    };
  });

  interface Run extends Pick<TrainOptions<Piece>, 'from' | 'accumulate' | 'snapshots' | 'steps'> {
    readonly rows?: number;
    readonly group?: ProcessGroup;
    readonly carry?: Carry;
  }

  /** The losses, and the weights after all. */
  async function trained({ rows = 5, group, carry = (state) => state, ...options }: Run) {
    const layer = stack([recurrent(lstm({ inputSize, hiddenSize })), recurrent(lstm({ inputSize: hiddenSize, hiddenSize }))]);
    const params = tidy(() => mapTree(layer.createParams(createRandom(1)), (tensor) => variable(tensor)));
    const parameters = Object.fromEntries(flattenTree(params)) as Model<Piece>['parameters'];
    const objective: Objective<Piece> = ({ inputs, targets }, { context, carried }) => {
      const read = layer.run(params, dropout(inputs, 0.3, context.random), {
        context,
        ...(carried && { state: carried as typeof read.state }),
      });
      return { loss: squaredError(read.outputs, targets) as Scalar, carried: carry(read.state) };
    };
    const losses: number[] = [];
    try {
      await train<Piece>({
        model: { name: 'lstm', config: {}, parameters, logits: ({ inputs }) => inputs, dispose: () => undefined },
        batches: () => (group ? dealRows(pieces(rows), group) : pieces(rows)),
        epochs: 2,
        objective,
        optimizer: adam(),
        learningRate: 0.02,
        random: createRandom(0),
        observers: [{ onStepEnd: async (event) => void losses.push(await event.loss()) }],
        ...options,
        ...(group && { parallel: byRows<Piece>(group) }),
      });
      return { losses, weights: Object.values(parameters).flatMap((parameter) => [...parameter.dataSync()]) };
    } finally {
      dispose(Object.values(parameters));
    }
  }

  const together = (size: number, run: Run) => Promise.all(localGroups(size).map((group) => trained({ ...run, group })));
  const expectClose = (found: readonly number[], wanted: readonly number[]): void => {
    expect(found.length).toBe(wanted.length);
    const apart = Math.hypot(...found.map((value, place) => value - (wanted[place] as number)));
    expect(apart).toBeLessThan(1e-4 * Math.hypot(...wanted));
  };

  /** Snapshots of rank 0 after every step, as a file would have them; the other processes have none. */
  async function snapshotsOf(size: number, run: Run = {}) {
    const kept: TrainingSnapshot[] = [];
    const snapshots = { isDue: () => true, save: (snapshot: TrainingSnapshot) => void kept.push(structuredClone(snapshot)) };
    await Promise.all(localGroups(size).map((group) => trained({ ...run, group, ...(group.rank === 0 && { snapshots }) })));
    return kept;
  }

  it('is that of the rows of each process, and so is dropout: 1 to 4 processes follow one', async () => {
    for (const run of [{}, { accumulate: 2 }, { rows: 2 }]) {
      const alone = await trained(run);
      const before = memory();
      for (const size of [1, 2, 3, 4]) {
        const all = await together(size, run);
        for (const one of all) expect(one).toEqual(all[0]);
        expectClose(all[0]?.losses ?? [], alone.losses);
        expectClose(all[0]?.weights ?? [], alone.weights);
      }
      expect(memory().numTensors).toBe(before.numTensors);
      expect(memory().numDataBuffers).toBe(before.numDataBuffers);
    }
  });

  it('stands in snapshots as that of one process, which go on with any number of them', async () => {
    const alone = await trained({});
    const one = await snapshotsOf(1);
    for (const size of [2, 4]) {
      const several = await snapshotsOf(size);
      expect(several.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 6]);
      const [first, firstOfOne] = [several[0], one[0]] as [TrainingSnapshot, TrainingSnapshot];
      expect(Object.keys(first.carried ?? {})).toEqual(['0/h', '0/c', '1/h', '1/c']);
      for (const [path, { shape, data }] of Object.entries(first.carried ?? {})) {
        expect(shape).toEqual([5, hiddenSize]);
        expectClose([...data], [...(firstOfOne.carried?.[path]?.data ?? [])]);
      }
      for (const other of [1, 2, 3]) {
        for (const from of several.slice(0, 4)) expectClose((await together(other, { from }))[0]?.weights ?? [], alone.weights);
      }
      expectClose((await trained({ from: several[1] })).weights, alone.weights);
    }
  });

  it('may be that of fewer rows than there are processes', async () => {
    const alone = await trained({ rows: 2 });
    const [from] = await snapshotsOf(3, { rows: 2 });
    expect(from?.carried?.['0/h']?.shape).toEqual([2, hiddenSize]);
    for (const size of [2, 4]) expectClose((await together(size, { rows: 2, from }))[0]?.weights ?? [], alone.weights);
  });

  it('must have the rows of its batch as its first axis', async () => {
    const scalars: Carry = (state) => ({ ...state, mean: mean(flattenTree(state).map(([, tensor]) => tensor)[0] as Tensor) });
    for (const outcome of await Promise.allSettled(localGroups(2).map((group) => trained({ group, carry: scalars })))) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('train: carried.mean must be') } });
    }
    const transposed: Carry = (state) => mapTree(state, (tensor) => transpose(tensor));
    for (const outcome of await Promise.allSettled(localGroups(2).map((group) => trained({ group, steps: 1, carry: transposed })))) {
      expect(outcome).toMatchObject({
        status: 'rejected',
        reason: { message: expect.stringContaining('what the objective carries must be 0/h with') },
      });
    }
    const [snapshot] = await snapshotsOf(1);
    const carried = { state: { dtype: 'float32', shape: [], data: Float32Array.of(1) } } as const;
    const from = { ...(snapshot as TrainingSnapshot), carried };
    await expect(together(2, { from })).rejects.toThrow('train: from.carried.state must be');
  });
});
