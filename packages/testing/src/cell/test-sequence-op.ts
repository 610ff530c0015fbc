import { scan } from '@tidegate/cells';
import { type Cell, createRandom } from '@tidegate/core';
import { describe, expect, it } from 'vitest';
import { expectSameFunction } from '../compare/expect-same-function.js';
import type { Truth } from '../compare/truth.js';
import { asFunction, cellCase, scanBySteps } from './cell-run.js';

const shapes = [
  { batch: 1, time: 1, inputSize: 1, hiddenSize: 1 },
  { batch: 3, time: 4, inputSize: 5, hiddenSize: 1, lengths: [0, 4, 2] },
  { batch: 2, time: 7, inputSize: 1, hiddenSize: 6 },
  { batch: 5, time: 3, inputSize: 4, hiddenSize: 9, lengths: [3, 1, 0, 2, 3] },
  { batch: 8, time: 6, inputSize: 8, hiddenSize: 16, lengths: [6, 6, 5, 4, 3, 2, 1, 1] },
  { batch: 1, time: 30, inputSize: 3, hiddenSize: 5 },
];

/** A sequence op gives what the steps give: outputs, final state, and the gradients of inputs, parameters and initial state. */
export function testSequenceOp(name: string, makeCell: (inputSize: number, hiddenSize: number) => Cell, truth: Truth): void {
  describe('sequence op', () => {
    it('is supported by the active backend', () => {
      expect(makeCell(1, 1).sequence?.isSupported()).toBe(true);
    });

    const either = [false, true];
    const cases = shapes.flatMap((shape) => either.flatMap((reverse) => either.map((withState) => ({ ...shape, reverse, withState }))));
    it.each(cases)(
      'agrees with the steps: batch $batch, time $time, $inputSize -> $hiddenSize, lengths $lengths, reverse $reverse, initial state $withState',
      async (shape) => {
        const cell = makeCell(shape.inputSize, shape.hiddenSize);
        const random = createRandom(6).split(name, shape.batch, shape.time);
        const given = cellCase(cell, shape, random);
        const [op, steps] = [asFunction(cell, scan, given), asFunction(cell, scanBySteps, given)];
        await expectSameFunction(op, steps, given.inputs, random.split('weights'), undefined, truth);
      },
    );
  });
}
