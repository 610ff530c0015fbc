import { describe, expect, it } from 'vitest';
import { fits, limits, readAdditionAddress, usualOperands, usualSettings } from './settings.js';

describe('readAdditionAddress', () => {
  it('is the usual run where nothing is named', () => {
    expect(readAdditionAddress('')).toEqual({ settings: usualSettings, operands: { first: 90, second: 58 }, refused: [] });
  });

  it('takes what is named', () => {
    const { settings, operands, refused } = readAdditionAddress('?cell=gru&units=7&layers=3&bits=10&rate=0.02&seed=12&first=300&second=5');
    expect(settings).toEqual({ cell: 'gru', units: 7, layers: 3, bits: 10, rate: 0.02, seed: 12 });
    expect(operands).toEqual({ first: 300, second: 5 });
    expect(refused).toEqual([]);
  });

  it('names what does not fit, and does without it', () => {
    const { settings, operands, refused } = readAdditionAddress('?cell=cnn&units=0&bits=99&rate=fast&seed=-1&first=x');
    expect(settings).toEqual(usualSettings);
    expect(operands).toEqual({ first: 90, second: 58 });
    expect(refused).toEqual(['cell', 'units', 'bits', 'rate', 'seed', 'first']);
  });

  it('refuses numbers whose sum needs more bits', () => {
    expect(readAdditionAddress('?bits=4&first=9&second=6').operands).toEqual({ first: 9, second: 6 });
    expect(readAdditionAddress('?bits=4&first=9&second=7')).toMatchObject({ operands: usualOperands(4), refused: ['first', 'second'] });
  });
});

it('has a usual sum for every number of bits', () => {
  const [least, most] = limits.bits;
  for (let bits = least; bits <= most; bits++) expect(fits(usualOperands(bits), bits)).toBe(true);
});
