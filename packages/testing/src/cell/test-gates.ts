import { cellGates, scan } from '@tidegate/cells';
import { type Cell, createRandom } from '@tidegate/core';
import { describe, expect, it } from 'vitest';
import { expectClose } from '../compare/expect-close.js';
import { expectNoLeak } from '../compare/expect-no-leak.js';
import { readAll } from '../compare/read.js';
import { asFunction, cellCase } from './cell-run.js';

/** The gates of a cell that shows them: those that its step goes by, at every step, forward and in reverse. */
export function testGates(name: string, cell: Cell): void {
  describe(`gates of ${name}`, () => {
    const random = createRandom(9).split(name);
    const gatesOf = (...[subject, ...given]: Parameters<typeof scan>) => {
      const gates = cellGates(subject, ...given);
      return { outputs: gates.hidden as NonNullable<typeof gates.hidden>, state: gates };
    };

    it.each([false, true])('end in the outputs, zero at padded steps, reverse %s', async (reverse) => {
      const given = cellCase(cell, { batch: 3, time: 4, lengths: [4, 2, 0], reverse }, random);
      const inputs = Object.values(given.inputs);
      const [outputs] = await readAll(asFunction(cell, scan, given)(inputs));
      const tensors = asFunction(cell, gatesOf, given)(inputs);
      const [hidden, ...gates] = await readAll(tensors);
      expectClose('hidden', hidden ?? [], outputs ?? [], 2e-6);
      for (const [index, values] of gates.entries()) {
        const rows = [...values];
        const features = (tensors[index + 1]?.shape[2] ?? 0) as number;
        expect(rows).toHaveLength(3 * 4 * features);
        expect(rows.slice(0, 4 * features).some((value) => value !== 0)).toBe(true);
        expect(new Set(rows.slice(6 * features))).toEqual(new Set([0]));
      }
    });

    it('leave only themselves behind', () => {
      const given = cellCase(cell, { batch: 2, time: 3, lengths: [1, 3] }, random);
      const inputs = Object.values(given.inputs);
      expectNoLeak(() => [...new Set(asFunction(cell, gatesOf, given)(inputs))]);
    });
  });
}
