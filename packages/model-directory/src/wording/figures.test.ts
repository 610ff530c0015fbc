import { expect, test } from 'vitest';
import { bytes, count, counted, loss, percent } from './figures.js';

test('figures are short, and only a whole share is 100%', () => {
  expect([count(16_384), count(158.7)]).toEqual(['16,384', '159']);
  expect([loss(0.000_789_12), loss(0.25), loss(1.5e-9)]).toEqual(['0.000789', '0.25', '1.5e-9']);
  expect([percent(1), percent(16_383 / 16_384), percent(0.5), percent(0)]).toEqual(['100%', '99.99%', '50%', '0%']);
  expect([percent(57 / 100), percent(69 / 200), percent(2 / 3), percent(1 - 1e-9)]).toEqual(['57%', '34.5%', '66.66%', '99.99%']);
  expect([counted(1, 'text'), counted(0, 'text'), counted(1200, 'text')]).toEqual(['1 text', '0 texts', '1,200 texts']);
  expect([bytes(0), bytes(100), bytes(16_384), bytes(1.5 * 2 ** 30), bytes(2 ** 32 - 4)]).toEqual([
    '0 bytes',
    '100 bytes',
    '16 KB',
    '1.5 GB',
    '4 GB',
  ]);
});
