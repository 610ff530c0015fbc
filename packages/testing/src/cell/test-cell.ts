import type { Tensor } from '@tensorflow/tfjs-core';
import { scan } from '@tidegate/cells';
import { type Cell, createRandom, flattenTree, type Random } from '@tidegate/core';
import { describe, expect, it } from 'vitest';
import { differentiate } from '../compare/differentiate.js';
import { expectClose } from '../compare/expect-close.js';
import { expectNoLeak } from '../compare/expect-no-leak.js';
import { expectTrueGradients } from '../compare/expect-true-gradients.js';
import { read, readAll, take } from '../compare/read.js';
import type { Truth } from '../compare/truth.js';
import { asFunction, cellCase, scanBySteps } from './cell-run.js';
import { expectCarriedState, expectSameAlone } from './expect-sequences.js';
import { testGates } from './test-gates.js';
import { testSequenceOp } from './test-sequence-op.js';

/**
 * The suite that every cell passes, on the backend that is active when its tests run: the contract of `Cell`, padding that changes
 * nothing, true gradients, no leaks; and if the cell has a sequence op, that the op does the same as the steps; if it shows its gates, that they are those of its steps.
 *
 * @param makeCell a cell with the given sizes
 * @param truth where the steps run that a sequence op is compared with, and what gradients are compared with
 */
export function testCell(name: string, makeCell: (inputSize: number, hiddenSize: number) => Cell, truth: Truth = {}): void {
  describe(`cell ${name}`, () => {
    const random = createRandom(5).split(name);
    const cell = makeCell(3, 4);

    it('has the sizes that it was made with', async () => {
      expect([cell.inputSize, cell.hiddenSize]).toEqual([3, 4]);
      const state = flattenTree(cell.createState(2)).map(([, tensor]) => tensor);
      expect(state.map(({ shape }) => shape[0])).toEqual(state.map(() => 2));
      for (const values of await take(state)) expect([...new Set(values)]).toEqual([0]);
    });

    it('draws the same parameters from the same random numbers, and others from others', async () => {
      const draw = (from: Random): Promise<Float32Array[]> => take(flattenTree(cell.createParams(from)).map(([, tensor]) => tensor));
      const drawn = await draw(random);
      expect(await draw(random)).toEqual(drawn);
      expect(await draw(random.split('other'))).not.toEqual(drawn);
    });

    it.each([false, true])('has true gradients step by step, reverse %s', async (reverse) => {
      const given = cellCase(cell, { batch: 2, time: 3, lengths: [3, 2], reverse }, random);
      await expectTrueGradients(asFunction(cell, scanBySteps, given), given.inputs, random.split('weights'), truth);
    });

    it.each([false, true])('gives each sequence the same numbers alone as in a padded batch, reverse %s', async (reverse) => {
      const padded = cellCase(cell, { batch: 4, time: 5, lengths: [4, 1, 0, 3], reverse }, random);
      await expectSameAlone(cell, scan, padded);
    });

    it('goes on from the state that it returned', async () => {
      for (const lengths of [undefined, [5, 3, 2, 0]]) {
        const whole = cellCase(cell, { batch: 4, time: 5, ...(lengths && { lengths }) }, random);
        await expectCarriedState(cell, scan, whole, 2);
      }
    });

    it('keeps the initial state of a sequence without steps', async () => {
      const given = cellCase(cell, { batch: 2, time: 2, lengths: [0, 2] }, random);
      const [, ...state] = asFunction(cell, scan, given)(Object.values(given.inputs)) as [Tensor, ...Tensor[]];
      const final = await readAll(state);
      const initial = Object.entries(given.inputs).filter(([path]) => path.startsWith('state/'));
      for (const [part, [path, tensor]] of initial.entries()) {
        const size = tensor.size / 2;
        expectClose(path, final[part]?.slice(0, size) ?? [], (await read(tensor)).slice(0, size), 0);
      }
    });

    it('leaves only its results behind', async () => {
      const given = cellCase(cell, { batch: 2, time: 3, lengths: [1, 3] }, random);
      const inputs = Object.values(given.inputs);
      expectNoLeak(() => asFunction(cell, scan, given)(inputs));
      expectNoLeak(() => asFunction(cell, scanBySteps, given)(inputs));
      await differentiate(asFunction(cell, scan, given), inputs, random);
    });

    if (cell.gates) testGates(name, cell);
    if (cell.sequence) testSequenceOp(name, makeCell, truth);
  });
}
