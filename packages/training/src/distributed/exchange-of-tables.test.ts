import {
  dispose,
  mean,
  memory,
  mul,
  removeBackend,
  type Scalar,
  setBackend,
  square,
  type Tensor,
  type Tensor1D,
  tensor1d,
  tensor2d,
  tidy,
  variable,
} from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createWasmBackend } from '@tidegate/backend-wasm';
import { createRandom, type Model, useBackend } from '@tidegate/core';
import { embedding } from '@tidegate/ops';
import { beforeAll, describe, expect, it } from 'vitest';
import { adam } from '../optimizers/adam.js';
import type { ProcessGroup } from '../process-group/process-group.js';
import { byRows, dealRows } from '../testing/deal-rows.js';
import { localGroups } from '../testing/local-groups.js';
import { train } from '../train/train.js';

type Ids = { readonly ids: Tensor1D };

/** So large that the WebAssembly backend holds the gradient by its touched rows. */
const [rows, columns] = [3000, 25];
const scaleName = 'scale';

/** Vectors of tokens, and one factor for all of them. */
function tokenVectors(tableName: string): Model<Ids> {
  const table = tidy(() => variable(tensor2d(createRandom(1).normal(rows * columns), [rows, columns])));
  const scale = tidy(() => variable(tensor1d([1.5])));
  return {
    name: 'tokenVectors',
    config: {},
    parameters: { [tableName]: table, [scaleName]: scale },
    logits: ({ ids }) => mul(embedding({ table, ids }), scale),
    dispose: () => dispose([table, scale]),
  };
}

/** Notes how many floats are summed, and how many bytes gathered of a length that all know; and all exchanges. */
function counting(group: ProcessGroup): ProcessGroup & Record<'summed' | 'gathered' | 'exchanges', readonly number[]> {
  const [summed, gathered, exchanges]: [number[], number[], number[]] = [[], [], []];
  return {
    ...group,
    summed,
    gathered,
    exchanges,
    allReduce(numbers) {
      exchanges.push(numbers.length);
      if (numbers instanceof Float32Array) summed.push(numbers.length);
      return group.allReduce(numbers);
    },
    allGather(numbers, lengths) {
      exchanges.push(numbers.length);
      if (lengths) gathered.push(numbers.length);
      return group.allGather(numbers, lengths);
    },
  };
}

describe.each([
  ['cpu', cpuBackend],
  ['wasm', createWasmBackend({ threads: 1 })],
] as const)('the exchange of tables on %s', (name, adapter) => {
  beforeAll(async () => {
    await useBackend([adapter]);
    return async () => {
      await setBackend('cpu');
      if (name === 'wasm') removeBackend('wasm');
    };
  });

  interface Run {
    readonly batches: readonly (readonly number[])[];
    readonly tableName?: string;
    readonly lazy?: boolean;
    readonly tables?: (name: string) => boolean;
    readonly accumulate?: number;
  }

  async function trained({ batches, tableName = 'embedding/table', lazy = false, tables, accumulate = 1 }: Run, group?: ProcessGroup) {
    const model = tokenVectors(tableName);
    function* whole(): Generator<Ids> {
      for (const ids of batches) yield { ids: tensor1d([...ids], 'int32') };
    }
    await train<Ids>({
      model,
      batches: group ? dealRows(whole(), group) : whole(),
      loss: (logits: Tensor) => mean(square(logits)) as Scalar,
      optimizer: adam({ ...(lazy && { touchedRowsOnly: (parameter: string) => parameter !== scaleName }) }),
      learningRate: 0.1,
      accumulate,
      random: createRandom(0),
      ...(group && { parallel: { ...byRows<Ids>(group), ...(tables && { tables }) } }),
    });
    const weights = Object.values(model.parameters).flatMap((parameter) => [...parameter.dataSync()]);
    model.dispose();
    return weights;
  }

  const expectToFollow = (found: readonly number[], wanted: readonly number[]): void => {
    expect(found.length).toBe(wanted.length);
    const apart = found.map((value, place) => Math.abs(value - (wanted[place] as number)));
    expect(apart.reduce((most, value) => Math.max(most, value))).toBeLessThan(1e-4);
  };

  it.each([2, 3])('sends the rows that are touched, where these are few: %d processes', async (size) => {
    const run: Run = { batches: [[7, 7, 39, 0, 7], [3, 3, 3, 3, 3], [1]] };
    const alone = await trained(run);
    const before = memory();
    const groups = localGroups(size).map(counting);
    const all = await Promise.all(groups.map((group) => trained(run, group)));
    expect(memory().numTensors).toBe(before.numTensors);
    expect(memory().numDataBuffers).toBe(before.numDataBuffers);
    for (const weights of all) {
      expect(weights).toEqual(all[0]);
      expectToFollow(weights, alone);
    }
    // In each step only the other parameter is summed.
    for (const { summed } of groups) expect(summed).toEqual([1, 1, 1]);
    // Four bytes for the number of each row, and for each of its columns.
    const touched = groups.map(({ gathered }) => gathered.map((bytes) => bytes / 4 / (columns + 1)));
    const wanted =
      size === 2
        ? [
            [1, 1, 0],
            [3, 1, 1],
          ]
        : [
            [1, 1, 0],
            [2, 1, 0],
            [2, 1, 1],
          ];
    expect(touched).toEqual(wanted);
  });

  it('takes three exchanges a step with tables by their rows, two without, and one more for each of several batches', async () => {
    const exchangesOf = async (run: Run, accumulate: number): Promise<number> => {
      const counts: number[] = [];
      for (const steps of [2, 5]) {
        const groups = localGroups(2).map(counting);
        const batches = new Array<readonly number[]>(steps * accumulate).fill([3, 3]);
        await Promise.all(groups.map((group) => trained({ ...run, batches, accumulate }, group)));
        counts.push((groups[0] as (typeof groups)[0]).exchanges.length);
      }
      return ((counts[1] as number) - (counts[0] as number)) / 3;
    };
    expect(await exchangesOf({ batches: [] }, 1)).toBe(3);
    expect(await exchangesOf({ batches: [], tables: () => false }, 1)).toBe(2);
    expect(await exchangesOf({ batches: [] }, 4)).toBe(7);
  });

  it('sends the whole table where that is less, or it is no table', async () => {
    const most = { batches: [createRandom(5).integers(6000, rows)].map((ids) => [...ids]) };
    const few = { batches: [[7, 7, 39, 0, 7]] };
    for (const run of [most, { ...few, tableName: 'dense/kernel' }, { ...few, tables: () => false }]) {
      const groups = localGroups(2).map(counting);
      const [weights] = (await Promise.all(groups.map((group) => trained(run, group)))) as [number[]];
      expectToFollow(weights, await trained(run));
      for (const { summed, gathered } of groups) {
        expect(summed).toEqual([rows * columns + 1]);
        expect(gathered).toEqual([]);
      }
    }
  });

  it('leaves alone what no process has touched, where the optimizer does', async () => {
    const run: Run = {
      batches: [
        [7, 39],
        [3, 3],
        [1, 5],
      ],
      lazy: true,
    };
    const alone = await trained(run);
    const [first, second] = (await Promise.all(localGroups(2).map((group) => trained(run, group)))) as [number[], number[]];
    expect(second).toEqual(first);
    expectToFollow(first, alone);
    const model = tokenVectors('embedding/table');
    const initial = model.parameters['embedding/table']?.dataSync() as Float32Array;
    const changed = new Set<number>();
    initial.forEach((value, place) => {
      if (value !== first[place]) changed.add(Math.floor(place / columns));
    });
    model.dispose();
    expect([...changed]).toEqual([1, 3, 5, 7, 39]);
  });

  it('finds the paths that end in embedding/table by itself', async () => {
    const groups = localGroups(2).map(counting);
    await Promise.all(groups.map((group) => trained({ batches: [[1, 2]], tableName: 'encoder/embedding/table' }, group)));
    expect(groups.map(({ summed }) => summed)).toEqual([[1], [1]]);
  });
});
