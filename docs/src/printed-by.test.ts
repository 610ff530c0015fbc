import { expect, test } from 'vitest';
import { printedBy } from './printed-by.js';

test('what is printed reads as in a terminal, and the console is given back', async () => {
  const log = console.log;
  const printed = await printedBy(async () => {
    console.log('loss', { step: 1 }, [0.5]);
    console.log('%d sums', 3);
  });
  expect(printed).toBe('loss { step: 1 } [ 0.5 ]\n3 sums');
  expect(console.log).toBe(log);
});

test('an error of the page reaches the test, and the console is given back', async () => {
  const log = console.log;
  await expect(printedBy(() => Promise.reject(new Error('broken example')))).rejects.toThrow('broken example');
  expect(console.log).toBe(log);
});
