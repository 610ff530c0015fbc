import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { capture } from '../testing/capture.js';
import { drawGradient } from './draw-gradient.js';
import { gradientRows } from './gradient-rows.js';
import { gradientTrend } from './gradient-trend.js';

const { colours } = capture().output;
const powers = (factor: number, steps: number): number[] => Array.from({ length: steps }, (_, step) => factor ** (steps - 1 - step));

describe('gradientTrend', () => {
  it.each([
    [0.5, 11, 'vanishes'],
    [2, 11, 'explodes'],
    [0.5, 4, 'lasts'],
    [1, 20, 'lasts'],
  ] as const)('of a factor %d for each of %i steps: it %s', (factor, steps, verdict) => {
    const expected = { verdict, perStep: expect.closeTo(factor, 10), ratio: expect.closeTo(factor ** (steps - 1), 10) };
    expect(gradientTrend(powers(factor, steps), { reverse: false })).toEqual(expected);
    expect(gradientTrend(powers(factor, steps).reverse(), { reverse: true })).toEqual(expected);
  });

  it('is unknown of one step, and where nothing goes back', () => {
    expect(gradientTrend([1], { reverse: false })).toBeUndefined();
    expect(gradientTrend([0, 1], { reverse: true })).toBeUndefined();
    expect(gradientTrend([Number.NaN, 1], { reverse: false })).toBeUndefined();
    expect(gradientTrend([0, 1], { reverse: false })).toEqual({ ratio: 0, perStep: 0, verdict: 'vanishes' });
  });
});

describe('gradientRows', () => {
  it('are the steps, or as many of them together as it takes', () => {
    const tokens = ['a', 'b', 'c', 'd', 'e'];
    expect(gradientRows(tokens, [[1, 2, 3, 4, 5]], 5).map(({ norms }) => norms)).toEqual([[1], [2], [3], [4], [5]]);
    expect(
      gradientRows(
        tokens,
        [
          [1, 2, 3, 4, 5],
          [5, 4, 3, 2, 1],
        ],
        3,
      ),
    ).toEqual([
      { step: 0, tokens: ['a', 'b'], norms: [2, 5] },
      { step: 2, tokens: ['c', 'd'], norms: [4, 3] },
      { step: 4, tokens: ['e'], norms: [5, 1] },
    ]);
  });
});

describe('drawGradient', () => {
  it('draws as many steps as there are', () => {
    const steps = new Array<string>(300_000).fill('a');
    const lines = drawGradient({ steps, gradient: { '0/h': steps.map(() => 1) } }, 80, colours);
    expect(lines[0]).toBe('A row is 7500 steps, and shows the largest of them');
  });

  it('draws a bar a quarter shorter for each power of ten, and says what becomes of the gradient', () => {
    const lines = drawGradient(
      { steps: ['to', 'be', ' ', '\n', 'or'], gradient: { '0/h': powers(0.1, 5), '0/c': powers(1, 5) } },
      36,
      colours,
    );
    expect(lines).toEqual([
      '    0',
      'to                          1.00e-4',
      'be  █████▊                  0.001',
      '␣   ███████████▌            0.01',
      '\\n  █████████████████▎      0.1',
      'or  ███████████████████████ 1',
      '',
      '0: vanishes, times 1.00e-4 on its',
      'way back, 0.1 a step',
    ]);
  });

  it.each([16, 24, 40, 80, 200])('fits in %i columns with wide tokens and long paths, the directions of a layer side by side', (width) => {
    const steps = ['天氣', '一個很長很長的詞一個很長很長的詞', 'x'];
    const gradient = Object.fromEntries(
      ['0/forward', '0/backward', '1/forward', '1/backward'].map((layer) => [`some/encoder/${layer}/h`, [0.1, 0.2, 12_345_678]]),
    );
    const lines = drawGradient({ steps, gradient }, width, colours);
    if (width >= 24) expect(lines.filter((line) => stringWidth(line) > width)).toEqual([]);
    const heads = lines.filter((line) => /forward|backward/.test(line) && !line.includes(':'));
    expect(heads.map((line) => line.split(/ {2,}/).length - 1)).toEqual(
      { 16: [1, 1, 1, 1], 24: [1, 1, 1, 1], 40: [1, 1, 1, 1], 80: [2, 2], 200: [4] }[width],
    );
  });

  it('leaves spaces within a step as they are', () => {
    const [, line] = drawGradient({ steps: ['bit 0: 1 + 1', ' '], gradient: { '0/h': [1, 1] } }, 80, colours);
    expect(line).toMatch(/^bit 0: 1 \+ 1 {2}█/);
  });

  it('draws long texts in forty rows at most', () => {
    const steps = Array.from({ length: 100 }, (_, step) => String(step % 10));
    const lines = drawGradient({ steps, gradient: { '0/h': powers(0.9, 100) } }, 80, colours);
    expect(lines.slice(0, 2)).toEqual(['A row is 3 steps, and shows the largest of them', '']);
    expect(lines.lastIndexOf('')).toBe(2 + 1 + 34);
    expect(lines[3]).toMatch(/^012 /);
  });

  it.each([
    [[0, 0], 'No gradient arrives at any step'],
    [[Number.NaN, 1], 'The gradient is not a number'],
  ])('says what norms of %j mean', (norms, message) => {
    const [line, ...more] = drawGradient({ steps: ['a', 'b'], gradient: { '0/h': norms } }, 100, colours);
    expect(more).toEqual([]);
    expect(line).toMatch(message);
  });

  it('says where nothing is to go back', () => {
    const gradient = { '0/forward/h': [1, 1], '0/backward/h': [0, 1] };
    expect(drawGradient({ steps: ['a', 'b'], gradient }, 100, colours).at(-1)).toBe(
      '0/backward: none at the step that it reads last, from where it would go back',
    );
    expect(drawGradient({ steps: ['a'], gradient: { '0/h': [1] } }, 100, colours).at(-1)).toBe('0: one step only');
  });
});
