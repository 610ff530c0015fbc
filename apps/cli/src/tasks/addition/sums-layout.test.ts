import { createColors } from 'picocolors';
import { expect, test } from 'vitest';
import { layOutSum } from './sums-layout.js';

const plain = createColors(false);

test('a right sum stands as in the tutorial, the most significant bit first', () => {
  expect(layOutSum({ first: 82, second: 60, sum: 142, predicted: 142 }, 8, plain)).toBe(
    '[0 1 0 1 0 0 1 0]:82\n[0 0 1 1 1 1 0 0]:60\n[1 0 0 0 1 1 1 0]:142',
  );
});

test('a wrong sum says so', () => {
  expect(layOutSum({ first: 1, second: 2, sum: 3, predicted: 1 }, 3, plain)).toBe('[0 0 1]:1\n[0 1 0]:2\n[0 0 1]:1  wrong: 1 + 2 = 3');
});

test('right is green and wrong is red where there are colours', () => {
  const colours = createColors(true);
  expect(layOutSum({ first: 0, second: 1, sum: 1, predicted: 1 }, 2, colours)).toContain(colours.green('[0 1]:1'));
  expect(layOutSum({ first: 0, second: 1, sum: 1, predicted: 0 }, 2, colours)).toContain(colours.red('[0 0]:0  wrong: 0 + 1 = 1'));
});

test('the widest numbers fit', () => {
  const most = 2 ** 32 - 1;
  const [, , answer] = layOutSum({ first: 2 ** 31, second: 2 ** 31 - 1, sum: most, predicted: most }, 32, plain).split('\n');
  expect(answer).toBe(`[${'1'.repeat(32).split('').join(' ')}]:4294967295`);
});
