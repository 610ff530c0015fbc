import { expect, it } from 'vitest';
import { race } from '../race.js';
import type { System } from '../systems/system.js';
import { goingOn, refused } from './going-on.js';

const fine: System = {
  label: 'fine',
  start: async () => ({ round: async () => ({ milliseconds: 2, peakMemoryMegabytes: 1 }), close: () => undefined }),
};

it('whatever fails is told, and the others go on', async () => {
  const crashing: System = { label: 'crashing', start: () => Promise.reject(new Error('the driver crashed')) };
  let isClosed = false;
  const failing: System = {
    label: 'failing',
    start: async () => ({
      round: () => Promise.reject(new SyntaxError('no JSON')),
      close: () => {
        isClosed = true;
      },
    }),
  };
  const systems = [goingOn(crashing), goingOn(failing), refused('absent', 'no GPU'), goingOn(fine)];
  expect(await race('adder', systems, 2)).toEqual([
    { case: 'adder', system: 'crashing', error: 'the driver crashed' },
    { case: 'adder', system: 'failing', error: 'no JSON' },
    { case: 'adder', system: 'absent', error: 'no GPU' },
    { case: 'adder', system: 'fine', ms: 2, peakMemoryMegabytes: 1 },
  ]);
  expect(isClosed).toBe(true);
});
