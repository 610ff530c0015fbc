import { describe, expect, it } from 'vitest';
import { caseNames } from '../case-names.js';
import { parseGpuOptions, usage } from './options.js';

describe('parseGpuOptions', () => {
  it('times everything on real GPUs by default', () => {
    expect(parseGpuOptions([])).toEqual({
      cases: caseNames,
      systems: ['tidegate', 'tfjs', 'pytorch'],
      rounds: 3,
      limit: 300,
      software: false,
      json: false,
    });
  });

  it('reads what is given', () => {
    const args = '--cases charlm-lstm-20,adder --systems tfjs --rounds 2 --steps 4 --limit 60 --software --json --out a.jsonl';
    expect(parseGpuOptions(args.split(' '))).toEqual({
      cases: ['adder', 'charlm-lstm-20'],
      systems: ['tfjs'],
      rounds: 2,
      steps: 4,
      limit: 60,
      software: true,
      json: true,
      out: 'a.jsonl',
    });
  });

  it.each([
    [['--cases', 'addre'], 'bench: --cases must be one of adder, textrnn-seed, '],
    [['--systems', 'wasm'], 'bench: --systems must be one of tidegate, tfjs, pytorch, but is "wasm"'],
    [['--steps', '0'], 'bench: --steps must be a whole number from 1 to 9999, but is "0"'],
    [['--threads', '2'], "Unknown option '--threads'"],
  ])('refuses %j', (args, message) => {
    expect(() => parseGpuOptions(args)).toThrow(message);
  });

  it('is told by --help, flag by flag', () => {
    const flags = [...usage.matchAll(/^ {2}(--[a-z]+)( [a-zN],?b?| FILE)?/gm)].map(([, flag = '', value]) =>
      value ? [flag, '1'] : [flag],
    );
    expect(flags).toHaveLength(8);
    const reasons = flags.map((args) => {
      try {
        parseGpuOptions(args);
        return '';
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(reasons.filter((reason) => reason.startsWith('Unknown'))).toEqual([]);
  });
});
