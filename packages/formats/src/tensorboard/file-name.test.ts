import { describe, expect, it } from 'vitest';
import { tensorboardFileName } from './file-name.js';

const origin = { wallTime: 1_700_000_000.9, host: 'node-1.lan', process: 42 };

describe('tensorboardFileName', () => {
  it('tells when, where and by whom', () => {
    expect(tensorboardFileName(origin)).toBe('events.out.tfevents.1700000000.node-1.lan.42.0');
    expect(tensorboardFileName({ ...origin, sequence: 3 })).toBe('events.out.tfevents.1700000000.node-1.lan.42.3');
  });

  it('sorts by time', () => {
    expect(tensorboardFileName({ ...origin, wallTime: 12 })).toBe('events.out.tfevents.0000000012.node-1.lan.42.0');
  });

  it.each<[string, object, string]>([
    ['a host that leaves the folder', { host: '../x' }, 'host must be letters, digits'],
    ['no host', { host: '' }, 'host must be letters, digits'],
    ['a time before 1970', { wallTime: -1 }, 'wallTime must be'],
    ['a time in milliseconds', { wallTime: 1_700_000_000_000 }, 'wallTime must be'],
    ['half a process', { process: 0.5 }, 'process must be a whole number'],
    ['a negative sequence', { sequence: -1 }, 'sequence must be a whole number'],
  ])('refuses %s', (_, change, message) => {
    expect(() => tensorboardFileName({ ...origin, ...change })).toThrow(message);
  });
});
