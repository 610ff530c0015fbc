import { CommanderError } from 'commander';
import { expect, test } from 'vitest';
import { failureOf } from './report-failure.js';
import { UsageError } from './usage-error.js';

const quiet = { verbose: false, help: 'tidegate --help' };

test('misuse is 2, a failure 1, and help no failure', () => {
  expect(failureOf(new UsageError('--bits', 'even', '3'), quiet)).toEqual({
    exitCode: 2,
    message: 'tidegate: --bits must be even, but is 3; see tidegate --help',
  });
  expect(failureOf(new CommanderError(1, 'commander.unknownOption', 'error: unknown option\n(or so)'), quiet)).toEqual({
    exitCode: 2,
    message: 'tidegate: unknown option (or so); see tidegate --help',
  });
  expect(failureOf(new Error('the disk\n  is full\n'), quiet)).toEqual({ exitCode: 1, message: 'tidegate: the disk is full' });
  expect(failureOf('just text', quiet)).toEqual({ exitCode: 1, message: 'tidegate: just text' });
  expect(failureOf(new CommanderError(0, 'commander.helpDisplayed', '(help)'), quiet)).toEqual({ exitCode: 0 });
});

test('the stack and its causes are shown on request', () => {
  const error = new Error('outer', { cause: new Error('inner') });
  const { message } = failureOf(error, { ...quiet, verbose: true });
  expect(message).toMatch(/^tidegate: outer\nError: outer\n {4}at [\s\S]*\nCaused by: Error: inner\n {4}at /);
});
