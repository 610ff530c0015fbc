import { describe, expect, it } from 'vitest';
import { caseNames } from './case-names.js';
import { parseOptions } from './options.js';

describe('parseOptions', () => {
  it('runs everything five times by default, under this Node', () => {
    expect(parseOptions([])).toEqual({
      cases: caseNames,
      systems: ['tidegate', 'pytorch', 'tfjs'],
      rounds: 5,
      threads: 2,
      pytorchThreads: 1,
      nodes: [process.execPath],
      json: false,
    });
  });

  it('reads what is given', () => {
    const args = '--cases rcnn,adder,rcnn --systems pytorch --rounds 2 --threads 4 --pytorch-threads 3 --node a --node b --node a --json';
    expect(parseOptions(args.split(' '))).toEqual({
      cases: ['adder', 'rcnn'],
      systems: ['pytorch'],
      rounds: 2,
      threads: 4,
      pytorchThreads: 3,
      nodes: ['a', 'b'],
      json: true,
    });
  });

  it.each([
    [['--cases', 'addre'], 'bench: --cases must be one of adder, textrnn-seed, '],
    [['--cases', ''], '--cases must be one of'],
    [['--systems', 'keras'], 'bench: --systems must be one of tidegate, pytorch, tfjs, but is "keras"'],
    [['--rounds', '0'], 'bench: --rounds must be a whole number from 1 to 9999, but is "0"'],
    [['--threads', '1e2'], '--threads must be'],
    [['--pytorch-threads', 'x'], '--pytorch-threads must be'],
    [['--round', '3'], "Unknown option '--round'"],
  ])('refuses %j', (args, message) => {
    expect(() => parseOptions(args)).toThrow(message);
  });
});
