import { scan } from '@tidegate/cells';
import { createRandom } from '@tidegate/core';
import { describe, it } from 'vitest';
import { asFunction, cellCase, scanBySteps } from '../cell/cell-run.js';
import { expectAgreement } from '../compare/expect-agreement.js';
import type { Truth } from '../compare/truth.js';
import { cells } from './cells.js';
import { sequenceShapes } from './sequence-shapes.js';
import { testSequenceSizes } from './sequence-sizes.js';

/** One for each recurrence: the other options change nothing about the length. */
const longCells = ['rnn tanh', 'rnn relu', 'lstm', 'gru, reset after', 'gru, reset before'];

/** Sequence ops at odd and random shapes, against the steps of their cell and against the oracle. */
export function testSequenceOps(truth: Truth = {}): void {
  describe.each(Object.entries(cells))('sequence op of %s', (name, makeCell) => {
    it.each(sequenceShapes(createRandom(31).split(name), 8))(
      'agrees with the steps: batch $batch, time $time, $inputSize -> $hiddenSize, lengths $lengths, reverse $reverse, initial state $withState',
      async (shape) => {
        const cell = makeCell(shape.inputSize, shape.hiddenSize);
        const random = createRandom(32).split(name, shape.batch, shape.time, shape.hiddenSize);
        const given = cellCase(cell, { ...shape, deviation: 1 / Math.sqrt(shape.hiddenSize) }, random);
        await expectAgreement(
          { op: asFunction(cell, scan, given), composed: asFunction(cell, scanBySteps, given), inputs: given.inputs, random },
          truth,
        );
      },
    );

    testSequenceSizes(name, makeCell, truth);

    if (!longCells.includes(name)) return;
    it('agrees with the oracle, or with the steps, over 1,000 steps', async () => {
      const cell = makeCell(2, 5);
      const random = createRandom(33).split(name);
      const given = cellCase(cell, { batch: 2, time: 1000, lengths: [1000, 613], deviation: 0.3 }, random);
      const composed = truth.oracle ? undefined : asFunction(cell, scanBySteps, given);
      await expectAgreement({ op: asFunction(cell, scan, given), composed, inputs: given.inputs, random }, truth);
    });
  });
}
