import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { fill, shorten, shortenPath } from '../reporting/shorten.js';
import { capture } from '../testing/capture.js';
import { bar, tinyHistogram } from './bars.js';
import { compact } from './compact.js';
import { drawFacts } from './draw-facts.js';
import { drawWeights } from './draw-weights.js';
import { narrowTable } from './narrow-table.js';
import { listed } from './settings.js';

const plain = (text: string): string => text;

describe('what fits in columns', () => {
  it.each([
    ['shorter', 8, 'shorter'],
    ['too long', 6, 'too l…'],
    ['今天下雨', 8, '今天下雨'],
    ['今天下雨', 6, '今天…'],
    ['👩‍👩‍👧‍👦 family', 4, '👩‍👩‍👧‍👦 …'],
  ])('%s in %i is %s', (text, columns, expected) => {
    expect(shorten(text, columns)).toBe(expected);
    expect(stringWidth(fill(text, columns))).toBe(columns);
  });

  it('a path loses its beginning', () => {
    expect(shortenPath('encoder/0/backward', 12)).toBe('…/0/backward');
    expect(shortenPath('encoder/0', 12)).toBe('encoder/0');
  });

  it.each([
    [0.0123456, '0.0123'],
    [12_345.6, '12300'],
    [0.00012345, '1.23e-4'],
    [1.2345e12, '1.23e12'],
    [0, '0'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
  ])('%d is %s', (value, expected) => {
    expect(compact(value)).toBe(expected);
  });
});

describe('bars', () => {
  it.each([
    [0, '    '],
    [0.5, '██  '],
    [0.28, '█▏  '],
    [1, '████'],
    [7, '████'],
    [-1, '    '],
  ])('of a share of %d is "%s"', (share, expected) => {
    expect(bar(share, 4)).toBe(expected);
  });

  it('a tiny histogram shows what is not nothing', () => {
    expect(tinyHistogram([0, 0.001, 0.25, 0.5])).toBe(' ▁▄█');
  });
});

describe('narrowTable', () => {
  const given = {
    titles: ['name', 'one', 'two'],
    rows: [['a heading that is long'], ['  first', '1', '22'], ['some/path/to', '333', '4']],
    optional: [1, 2],
  };

  it.each([
    [40, ['name          one  two', 'a heading that is long', '  first         1   22', 'some/path/to  333    4']],
    [20, ['name          two', 'a heading that is l…', '  first        22', 'some/path/to    4']],
    [15, ['name', 'a heading that…', '  first', 'some/path/to']],
    [10, ['name', 'a heading…', '  first', '…e/path/to']],
  ])('in %i columns', (width, expected) => {
    expect(narrowTable({ ...given, width }, plain)).toEqual(expected);
  });
});

it('facts go on beside their titles', () => {
  const facts = [
    ['labels', '天氣, 音樂, 食物 and some\nmore'],
    ['x', 'y'],
  ] as const;
  expect(drawFacts(facts, 26, plain)).toEqual(['labels  天氣, 音樂, 食物', '        and some\\nmore', 'x       y']);
});

it('settings are listed in words', () => {
  expect(listed({ cell: 'gru', rate: 0.123456, widths: [1, 2], init: { kind: 'normal', deviation: 1 }, quiet: true })).toBe(
    'cell gru, rate 0.1235, widths 1 2, init (kind normal, deviation 1), quiet true',
  );
});

it('weights stand below their layers, with sums, and those that are frozen say so', () => {
  const weights = [
    { path: 'embedding/table', shape: [300, 10], count: 3000, bytes: 12_000, trainable: false },
    { path: 'encoder/0/kernel', shape: [10, 4], count: 40, bytes: 160, trainable: true },
    { path: 'encoder/0/bias', shape: [4], count: 4, bytes: 16, trainable: true },
  ];
  expect(drawWeights(weights, 80, capture().output.colours)).toEqual([
    'weights               shape  count     memory',
    'embedding',
    '  table (frozen)  [300, 10]  3,000    11.7 KB',
    'encoder/0                       44  176 bytes',
    '  kernel            [10, 4]     40  160 bytes',
    '  bias                  [4]      4   16 bytes',
    'total                        3,044    11.9 KB',
    '44 learn, 3,000 are frozen',
  ]);
});
