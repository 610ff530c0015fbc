import '@tensorflow/tfjs-backend-cpu';
import { setBackend, type Tensor, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import type { TensorTree } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { adam, adamw } from './adam.js';
import type { Optimizer } from './optimizer.js';
import { rmsprop } from './rmsprop.js';
import { sgd } from './sgd.js';
import type { TouchedRowsOption } from './update-attributes.js';

const makers: Record<string, (option: TouchedRowsOption) => Optimizer> = {
  sgd: (option) => sgd({ ...option, momentum: 0.9 }),
  rmsprop: (option) => rmsprop({ ...option, momentum: 0.9 }),
  adam: (option) => adam(option),
  adamw: (option) => adamw({ ...option, weightDecay: 0.5 }),
};
const touchedRowsOnly = (name: string): boolean => name === 'table';

/** Two rows: both touched in the first step, only the first in the second. The table after both steps, and the other weight. */
function twoSteps(optimizer: Optimizer): { firstRow: number[]; secondRow: number[][]; weight: number[] } {
  let parameters: Record<string, Tensor> = {
    table: tensor2d([
      [1, 2],
      [3, 4],
    ]),
    weight: tensor1d([1]),
  };
  let state: TensorTree = optimizer.init(parameters);
  const secondRow: number[][] = [];
  for (const [index, rows] of [
    [
      [1, 1],
      [1, -1],
    ],
    [
      [2, 1],
      [0, 0],
    ],
  ].entries()) {
    const gradients = { table: tensor2d(rows as number[][]), weight: tensor1d([1 - index]) };
    const l2 = { table: 0.1, weight: 0.1 };
    ({ parameters, state } = optimizer.update({ parameters, gradients, state, learningRate: 0.1, step: index + 1, l2 }));
    secondRow.push([...(parameters.table as Tensor).dataSync().slice(2)]);
  }
  const firstRow = [...(parameters.table as Tensor).dataSync().slice(0, 2)];
  return { firstRow, secondRow, weight: [...(parameters.weight as Tensor).dataSync()] };
}

beforeAll(async () => {
  await setBackend('cpu');
});

describe.each(Object.entries(makers))('touchedRowsOnly of %s', (name, make) => {
  it('keeps rows without a gradient, which otherwise move by momentum, decay and penalty', () => {
    const lazy = twoSteps(make({ touchedRowsOnly }));
    const eager = twoSteps(make({}));
    expect(lazy.secondRow[1]).toEqual(lazy.secondRow[0]);
    expect(eager.secondRow[1]).not.toEqual(eager.secondRow[0]);
    expect([lazy.firstRow, lazy.weight]).toEqual([eager.firstRow, eager.weight]);
  });

  it('refuses a parameter without rows', () => {
    const parameters = { weight: tensor1d([1]) };
    const optimizer = make({ touchedRowsOnly: () => true });
    const state = optimizer.init(parameters);
    expect(() => optimizer.update({ parameters, gradients: parameters, state, learningRate: 0.1, step: 1 })).toThrow(
      `${name}: touchedRowsOnly("weight") must be false for a parameter that is no matrix`,
    );
  });
});
