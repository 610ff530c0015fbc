import { expect, test } from 'vitest';
import { table } from './table.js';

test('names stand to the left and numbers to the right, and wide characters count twice', () => {
  const lines = table(
    ['', 'F1', 'texts'],
    [
      ['体育', '9%', '1,000'],
      ['a', '100%', '1'],
    ],
    (text) => `(${text})`,
  );
  expect(lines).toEqual(['(        F1  texts)', '体育    9%  1,000', 'a     100%      1']);
});

test('a name with a line end or a tab stays in its row', () => {
  expect(table(['', 'a\nb'], [['c\td', '1']], (text) => text)).toEqual(['      a\\nb', 'c\\td     1']);
});
