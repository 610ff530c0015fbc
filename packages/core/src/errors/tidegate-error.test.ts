import { describe, expect, it } from 'vitest';
import { ArgumentError } from './argument-error.js';
import { MissingKernelError } from './missing-kernel-error.js';
import { NoBackendError } from './no-backend-error.js';
import { isTidegateError, TidegateError } from './tidegate-error.js';

describe('isTidegateError', () => {
  it('knows every class by its own name', () => {
    for (const error of [
      new TidegateError('m'),
      new ArgumentError('f', 'x', 1, '2'),
      new MissingKernelError('LstmSequence', 'cpu'),
      new NoBackendError([]),
    ]) {
      expect(isTidegateError(error)).toBe(true);
      expect(error).toBeInstanceOf(TidegateError);
      expect(error.name).toBe(error.constructor.name);
    }
  });

  it('knows the errors of another copy of the package', () => {
    const foreign = Object.assign(new Error('m'), { [Symbol.for('tidegate.error')]: true });
    expect(foreign).not.toBeInstanceOf(TidegateError);
    expect(isTidegateError(foreign)).toBe(true);
  });

  it.each([new Error('m'), { message: 'm' }, 'm', undefined, null])('does not take %o for one', (value) => {
    expect(isTidegateError(value)).toBe(false);
  });

  it('keeps the cause', () => {
    const cause = new Error('disk full');
    expect(new TidegateError('m', { cause }).cause).toBe(cause);
  });
});

it('leaves out the middle of a message that is longer than anybody reads', () => {
  const message = `${'a'.repeat(1_000)}${'b'.repeat(10_000)}${'c'.repeat(500)}`;
  expect(new TidegateError(message).message).toBe(`${'a'.repeat(1_000)} ... (10000 letters more) ... ${'c'.repeat(500)}`);
  expect(new TidegateError('c'.repeat(1_500)).message).toBe('c'.repeat(1_500));
});

it('MissingKernelError says what to do', () => {
  const error = new MissingKernelError('LstmSequence', 'webgl');
  expect(error).toMatchObject({ kernel: 'LstmSequence', backend: 'webgl' });
  expect(error.message).toBe(
    'LstmSequence: backend "webgl" has no such kernel; start a backend that has it with useBackend([...]), or use the composed form',
  );
});
