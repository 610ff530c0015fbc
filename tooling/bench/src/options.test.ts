import { describe, expect, it } from 'vitest';
import { parseOptions } from './options.js';

describe('parseOptions', () => {
  it('runs every case five times by default', () => {
    const { cases, rounds, json } = parseOptions([]);
    expect(cases.map(({ name }) => name)).toEqual(['adder']);
    expect([rounds, json]).toEqual([5, false]);
  });

  it('reads what is given', () => {
    const { cases, rounds, json } = parseOptions(['--cases', 'adder', '--rounds', '2', '--json']);
    expect(cases).toHaveLength(1);
    expect([rounds, json]).toEqual([2, true]);
  });

  it.each([
    [['--cases', 'addre'], 'bench: --cases must be one of adder, but is "addre"'],
    [['--cases', ''], '--cases must be one of'],
    [['--rounds', '0'], 'bench: --rounds must be a whole number from 1 to 9999, but is "0"'],
    [['--rounds', '1e2'], '--rounds must be'],
    [['--round', '3'], "Unknown option '--round'"],
  ])('refuses %j', (args, message) => {
    expect(() => parseOptions(args)).toThrow(message);
  });
});
