import { dispose } from '@tensorflow/tfjs-core';
import { scan } from '@tidegate/cells';
import { type Cell, createRandom } from '@tidegate/core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { asFunction, type CellCase, cellCase, scanBySteps } from '../cell/cell-run.js';
import { expectAgreement } from '../compare/expect-agreement.js';
import type { Truth } from '../compare/truth.js';

/** How a recurrence goes through a batch. */
interface Pass {
  readonly padded: boolean;
  readonly reverse: boolean;
  readonly withState: boolean;
}

const inSmall = {
  batch: 3,
  time: 3,
  lengths: [2, 0, 3],
  // Any two of the three in every combination.
  passes: [
    { padded: true, reverse: false, withState: true },
    { padded: false, reverse: true, withState: true },
    { padded: true, reverse: true, withState: false },
    { padded: false, reverse: false, withState: false },
  ],
};
const inLarge = {
  batch: 2,
  time: 2,
  lengths: [1, 2],
  passes: [
    { padded: true, reverse: false, withState: true },
    { padded: false, reverse: true, withState: false },
  ],
};
/** On both sides of what a kernel may hold at once, and powers of two, which it may treat apart. */
const sizes = [
  ...[1, 7, 64, 100, 128].map((hiddenSize) => ({ hiddenSize, ...inSmall })),
  ...[257, 512].map((hiddenSize) => ({ hiddenSize, ...inLarge })),
];

/** The sequence op of a cell at hidden sizes up to 512, against the oracle and, where that takes no time, against its steps. */
export function testSequenceSizes(name: string, makeCell: (inputSize: number, hiddenSize: number) => Cell, truth: Truth = {}): void {
  describe.each(sizes)('hidden size $hiddenSize', ({ hiddenSize, batch, time, lengths, passes }) => {
    const cell = makeCell(3, hiddenSize);
    const random = createRandom(40).split(name, hiddenSize);
    let whole: CellCase;
    beforeAll(() => {
      whole = cellCase(cell, { batch, time, lengths, deviation: 1 / Math.sqrt(hiddenSize) }, random);
    });
    afterAll(() => {
      dispose({ ...whole.inputs, lengths: whole.lengths });
    });

    it.each(passes)('agrees with the oracle and the steps: padded $padded, reverse $reverse, initial state $withState', async (pass) => {
      const given = passThrough(whole, pass);
      const op = asFunction(cell, scan, given);
      const composed = hiddenSize <= 128 || truth.oracle === undefined ? asFunction(cell, scanBySteps, given) : undefined;
      await expectAgreement({ op, composed, inputs: given.inputs, random }, truth);
    });
  });
}

function passThrough({ inputs, lengths }: CellCase, { padded, reverse, withState }: Pass): CellCase {
  const kept = Object.entries(inputs).filter(([path]) => withState || !path.startsWith('state/'));
  return { inputs: Object.fromEntries(kept), lengths: padded ? lengths : undefined, reverse };
}
