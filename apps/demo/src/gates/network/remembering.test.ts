import { grad, memory, mul, type Scalar, slice, sqrt, square, sum, type Tensor, type Tensor2D, tensor3d } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { gru, lstm, rnn, scan } from '@tidegate/cells';
import { createRandom, mapTree, type TensorTree, useBackend } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { measureRemembering } from './remembering.js';
import { rememberingCells } from './remembering-cells.js';

const request = { steps: 7, units: 3, forgetBias: 2, scale: 1.5, seed: 5 };

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

describe('measureRemembering', () => {
  it.each(rememberingCells)('is the gradient of the last output with respect to the state that the %s goes on from', async (name) => {
    const sizes = { inputSize: 1, hiddenSize: 3 };
    const cell = { rnn: rnn(sizes), lstm: lstm({ ...sizes, forgetBias: 2 }), gru: gru(sizes) }[name] as ReturnType<typeof rnn>;
    const params = mapTree(cell.createParams(createRandom(5)) as TensorTree, (tensor) => mul(tensor, 1.5)) as never;
    const inputs = tensor3d(createRandom(5).split('inputs').normal(7), [1, 7, 1]);
    const before = memory().numTensors;
    const norms = await measureRemembering(name, request);
    expect(memory().numTensors).toBe(before);
    expect(norms.h.length).toBe(7);
    expect(norms.c?.length).toBe(name === 'lstm' ? 7 : undefined);
    for (const step of [0, 3, 5]) {
      const { state } = scan(cell, params, slice(inputs, [0, 0, 0], [1, step + 1, 1]));
      const rest = slice(inputs, [0, step + 1, 0], [1, 6 - step, 1]);
      const of = (part: 'h' | 'c') => {
        const last = (given: Tensor): Scalar =>
          sum(scan(cell, params, rest, { state: { ...state, [part]: given as Tensor2D } }).state.h) as Scalar;
        return sqrt(sum(square(grad(last)((state as Record<string, Tensor>)[part] as Tensor)))).arraySync() as number;
      };
      expect(norms.h[step]).toBeCloseTo(of('h'), 5);
      if (norms.c) expect(norms.c[step]).toBeCloseTo(of('c'), 5);
    }
    expect(norms.h[6]).toBeCloseTo(Math.sqrt(3), 5);
  });

  it('hangs on every number of the request', async () => {
    const { h, c } = await measureRemembering('lstm', request);
    for (const other of [{ units: 4 }, { forgetBias: 0 }, { scale: 1 }, { seed: 6 }]) {
      const changed = await measureRemembering('lstm', { ...request, ...other });
      expect(changed.h[0]).not.toBeCloseTo(h[0] as number, 6);
      expect(changed.c?.[0]).not.toBeCloseTo(c?.[0] as number, 6);
    }
  });
});
