import { expect, test } from 'vitest';
import { runInProcess } from '../testing/run-in-process.js';

test.each([[], ['export'], ['import'], ['completion'], ['inspect']])(
  'no line of the help of %j is wider than 96 columns',
  async (...words) => {
    const { stdout } = await runInProcess(...words, '--help');
    expect(stdout).toContain('Examples:');
    expect(stdout.split('\n').filter((line) => line.length > 96)).toEqual([]);
  },
);
