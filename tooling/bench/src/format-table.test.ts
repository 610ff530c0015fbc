import { expect, it } from 'vitest';
import { formatTable, ratioOf } from './format-table.js';
import type { Outcome } from './race.js';

const outcomes: Outcome[] = [
  { case: 'adder', system: 'Tidegate', ms: 0.5, peakMemoryMegabytes: 90 },
  { case: 'adder', system: 'PyTorch', ms: 2, peakMemoryMegabytes: 200 },
  { case: 'adder', system: 'tfjs-layers', ms: 24, peakMemoryMegabytes: 120 },
  { case: 'rcnn', system: 'Tidegate', ms: 500, peakMemoryMegabytes: 400 },
  { case: 'rcnn', system: 'PyTorch', error: 'no PyTorch was found' },
  { case: 'rcnn', system: 'tfjs-layers', error: 'cannot be trained' },
];

it('puts all systems in a row, and below it what kept one from running', () => {
  expect(formatTable(outcomes).split('\n')).toEqual([
    'case   Tidegate ms   MB  ratio  PyTorch ms   MB  tfjs-layers ms   MB  ratio',
    '-----  -----------  ---  -----  ----------  ---  --------------  ---  -----',
    'adder         0.50   90   0.25        2.00  200           24.00  120  12.00',
    'rcnn        500.00  400      -          no    -              no    -      -',
    '',
    'ms: one whole training step, batch in to loss read back; MB: peak memory of the process; ratio: to PyTorch',
    'rcnn, PyTorch: no PyTorch was found',
    'rcnn, tfjs-layers: cannot be trained',
  ]);
});

it('has a ratio only where both sides were measured', () => {
  expect(outcomes.map((outcome) => ratioOf(outcomes, outcome))).toEqual([0.25, undefined, 12, undefined, undefined, undefined]);
});

it('compares with another system where it is told to', () => {
  const [header, , adder] = formatTable(outcomes, 'Tidegate').split('\n');
  expect(header).toBe('case   Tidegate ms   MB  PyTorch ms   MB  ratio  tfjs-layers ms   MB  ratio');
  expect(adder).toBe('adder         0.50   90        2.00  200   4.00           24.00  120  48.00');
  expect(formatTable(outcomes, 'Tidegate')).toContain('ratio: to Tidegate\n');
});
