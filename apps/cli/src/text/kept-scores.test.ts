import { expect, test } from 'vitest';
import { keepScores } from './kept-scores.js';

test('the last scores are kept and the best, and no others', () => {
  let best: number | undefined;
  const kept = keepScores<string>(() => best);
  const known = (): (string | undefined)[] => [1, 2, 3, 4].map((step) => kept.at(step));
  kept.add(1, 'first');
  expect(known()).toEqual(['first', undefined, undefined, undefined]);
  best = 1;
  kept.add(2, 'worse');
  expect(known()).toEqual(['first', 'worse', undefined, undefined]);
  kept.add(3, 'better');
  expect(known()).toEqual(['first', undefined, 'better', undefined]);
  best = 3;
  kept.add(4, 'worse again');
  expect(known()).toEqual([undefined, undefined, 'better', 'worse again']);
});
