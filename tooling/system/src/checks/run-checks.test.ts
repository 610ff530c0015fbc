import { beforeEach, expect, test, vi } from 'vitest';
import { runChecks } from './run-checks.mjs';

const lines: string[] = [];
beforeEach(() => {
  lines.length = 0;
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  return () => log.mockRestore();
});

const checks = {
  good: () => ({ ok: true, output: 'not shown' }),
  bad: () => ({ ok: false, output: 'line 7 is wrong' }),
  broken: () => Promise.reject(new Error('tool not found')),
};

test('one failure keeps no other check from running, and shows its output', async () => {
  expect(await runChecks(checks)).toEqual({ passed: 1, failed: 2, names: ['bad', 'broken'] });
  const screen = lines.join('\n');
  expect(screen).toContain('✓ good');
  expect(screen).toContain('✗ bad');
  expect(screen).toContain('line 7 is wrong');
  expect(screen).toContain('tool not found');
  expect(screen).not.toContain('not shown');
});

test('names choose which run', async () => {
  expect(await runChecks(checks, ['good'])).toEqual({ passed: 1, failed: 0, names: [] });
  expect(lines).toHaveLength(1);
});
