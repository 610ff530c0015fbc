import { describe, expect, it } from 'vitest';
import { readNumbers, readText } from './read-sequence.js';

describe('readText', () => {
  it('gives each character a feature of its own, in the order of Unicode', () => {
    expect(readText('b ab')).toEqual({
      kind: 'text',
      labels: ['b', '␣', 'a', 'b'],
      rows: [
        [0, 0, 1],
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
      features: ['␣', 'a', 'b'],
      detector: { weights: [20, 0, 0], bias: -10 },
      detected: '␣',
    });
  });

  it('counts characters, and not the halves of one', () => {
    expect(readText('潮😀')).toMatchObject({ labels: ['潮', '😀'], features: ['潮', '😀'] });
  });

  it('looks for the most frequent character where there is no space, and of several for the first', () => {
    expect(readText('春晓，处处闻鸟。花，')).toMatchObject({ detected: '，' });
    expect(readText('cab')).toMatchObject({ detected: 'c', detector: { weights: [0, 0, 20] } });
  });

  it('refuses what is empty or too long', () => {
    expect(readText('')).toEqual({ problem: 'empty' });
    expect(readText('a'.repeat(61))).toEqual({ problem: 'long' });
    expect(readText('a'.repeat(60))).toHaveProperty('rows.length', 60);
  });
});

describe('readNumbers', () => {
  it('reads commas of both languages, and spaces', () => {
    expect(readNumbers(' 1, -0.5，.25 +2.\n-3、4 −1 ')).toMatchObject({
      rows: [[1], [-0.5], [0.25], [2], [-3], [4], [-1]],
      features: ['x'],
    });
  });

  it.each([
    ['1, two, 3', 'two'],
    ['1,,2', ''],
    ['1, 11', '11'],
    ['1e3', '1e3'],
    ['1, NaN', 'NaN'],
  ])('names what is no number from -10 to 10 in %j', (text, piece) => {
    expect(readNumbers(text)).toEqual({ problem: 'number', piece });
  });

  it('refuses what is empty or too long', () => {
    expect(readNumbers('  ')).toEqual({ problem: 'empty' });
    expect(readNumbers('1 '.repeat(61))).toEqual({ problem: 'long' });
  });
});
