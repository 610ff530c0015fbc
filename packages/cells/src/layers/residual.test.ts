import { type Rank, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, ShapeError, useBackend } from '@tidegate/core';
import { normalTensor } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { lstm } from '../cells/lstm.js';
import { lookUp } from '../embedding/look-up.js';
import { at, stepsOf } from '../testing/vectors.js';
import { recurrent } from './recurrent.js';
import { withResidual } from './residual.js';

const random = createRandom(22);

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

describe('withResidual', () => {
  const plain = recurrent(lstm({ inputSize: 3, hiddenSize: 3 }));
  const layer = withResidual(plain);

  it('adds the inputs to the outputs, and nothing to the padding', () => {
    const params = plain.createParams(random);
    const inputs = normalTensor<Rank.R3>(random.split('inputs'), [1, 4, 3]);
    const lengths = tensor1d([3], 'int32');
    const below = stepsOf(plain.run(params, inputs, { lengths }).outputs);
    const expected = stepsOf(inputs).map((x, step) => x.map((value, i) => (step < 3 ? Math.fround(value + at(below[step] ?? [], i)) : 0)));
    expect(stepsOf(layer.run(params, inputs, { lengths }).outputs)).toEqual(expected);
  });

  it('adds the rows that tokens name', () => {
    const params = plain.createParams(random);
    const tokens = { table: normalTensor<Rank.R2>(random.split('table'), [5, 3]), ids: tensor2d([[4, 0, 4]], [1, 3], 'int32') };
    expect(stepsOf(layer.run(params, tokens).outputs)).toEqual(stepsOf(layer.run(params, lookUp(tokens)).outputs));
  });

  it('refuses a layer of other sizes', () => {
    expect(() => withResidual(recurrent(lstm({ inputSize: 3, hiddenSize: 4 })))).toThrow(ShapeError);
  });
});
