import { dispose, slice, type Tensor, type Tensor3D } from '@tensorflow/tfjs-core';
import { scan } from '@tidegate/cells';
import { type Cell, createRandom, flattenTree, mapTree, type Random } from '@tidegate/core';
import { describe, expect, it } from 'vitest';
import { differentiate } from '../compare/differentiate.js';
import { expectClose } from '../compare/expect-close.js';
import { expectNoLeak } from '../compare/expect-no-leak.js';
import { expectTrueGradients } from '../compare/expect-true-gradients.js';
import { asFunction, type CellCase, cellCase, scanBySteps } from './cell-run.js';
import { testSequenceOp } from './test-sequence-op.js';

/**
 * The suite that every cell passes, on the backend that is active when its tests run: the contract of `Cell`, padding that changes
 * nothing, true gradients, no leaks; and if the cell has a sequence op, that the op does the same as the steps.
 *
 * @param makeCell a cell with the given sizes
 */
export function testCell(name: string, makeCell: (inputSize: number, hiddenSize: number) => Cell): void {
  describe(`cell ${name}`, () => {
    const random = createRandom(5).split(name);
    const cell = makeCell(3, 4);

    it('has the sizes that it was made with', () => {
      expect([cell.inputSize, cell.hiddenSize]).toEqual([3, 4]);
      const state = flattenTree(cell.createState(2)).map(([, tensor]) => tensor);
      expect(state.every((tensor) => tensor.shape[0] === 2 && tensor.dataSync().every((value) => value === 0))).toBe(true);
      dispose(state);
    });

    it('draws the same parameters from the same random numbers, and others from others', () => {
      const draw = (from: Random): number[] => flattenTree(cell.createParams(from)).flatMap(([, tensor]) => [...tensor.dataSync()]);
      expect(draw(random)).toEqual(draw(random));
      expect(draw(random)).not.toEqual(draw(random.split('other')));
    });

    it.each([false, true])('has true gradients step by step, reverse %s', (reverse) => {
      const given = cellCase(cell, { batch: 2, time: 3, lengths: [3, 2], reverse }, random);
      expectTrueGradients(asFunction(cell, scanBySteps, given), given.inputs, random.split('weights'));
    });

    it.each([false, true])('gives each sequence the same numbers alone as in a padded batch, reverse %s', (reverse) => {
      const lengths = [4, 1, 0, 3];
      const padded = cellCase(cell, { batch: 4, time: 5, lengths, reverse }, random);
      const together = differentiate(asFunction(cell, scan, padded), Object.values(padded.inputs), random);
      lengths.forEach((length, row) => {
        if (length === 0) return;
        const alone = takeSequence(padded, row, length);
        const separate = asFunction(cell, scan, alone)(Object.values(alone.inputs));
        const [outputs, ...state] = together.values as [Float32Array, ...Float32Array[]];
        const width = cell.hiddenSize;
        const rowOutputs = outputs.slice(row * 5 * width, (row * 5 + length) * width);
        expectClose(`outputs of sequence ${row}`, rowOutputs, (separate[0] as Tensor).dataSync(), 1e-6);
        expect(outputs.slice((row * 5 + length) * width, (row + 1) * 5 * width).every((value) => value === 0)).toBe(true);
        state.forEach((values, part) => {
          const size = values.length / lengths.length;
          const expected = (separate[1 + part] as Tensor).dataSync();
          expectClose(`state ${part} of sequence ${row}`, values.slice(row * size, (row + 1) * size), expected, 1e-6);
        });
      });
    });

    it('keeps the initial state of a sequence without steps', () => {
      const given = cellCase(cell, { batch: 2, time: 2, lengths: [0, 2] }, random);
      const [, ...state] = asFunction(cell, scan, given)(Object.values(given.inputs)) as [Tensor, ...Tensor[]];
      const initial = Object.entries(given.inputs).filter(([path]) => path.startsWith('state/'));
      initial.forEach(([path, tensor], part) => {
        const size = tensor.size / 2;
        expectClose(path, (state[part] as Tensor).dataSync().slice(0, size), tensor.dataSync().slice(0, size), 0);
      });
    });

    it('leaves only its results behind', () => {
      const given = cellCase(cell, { batch: 2, time: 3, lengths: [1, 3] }, random);
      expectNoLeak(() => asFunction(cell, scan, given)(Object.values(given.inputs)));
      expectNoLeak(() => asFunction(cell, scanBySteps, given)(Object.values(given.inputs)));
      expectNoLeak(() => {
        differentiate(asFunction(cell, scan, given), Object.values(given.inputs), random);
        return [];
      });
    });

    if (cell.sequence) testSequenceOp(name, makeCell);
  });
}

/** One sequence of a case, without its padding. */
function takeSequence({ inputs, reverse }: CellCase, row: number, length: number): CellCase {
  const alone = mapTree(inputs, (tensor, path) => {
    if (path === 'inputs') return slice(tensor as Tensor3D, [row, 0, 0], [1, length, -1]);
    return path.startsWith('state/') ? slice(tensor, [row], [1]) : tensor;
  });
  return { inputs: alone, lengths: undefined, reverse };
}
