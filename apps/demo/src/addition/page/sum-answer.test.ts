import { expect, it } from 'vitest';
import { answerOf } from './sum-answer.js';

it('reads the likely bits as a number, the least significant first', () => {
  const column = { first: 0, second: 0, carryIn: 0, carryOut: 0, sum: 0 };
  const answer = (...probabilities: number[]) => answerOf({ columns: probabilities.map((probability) => ({ ...column, probability })) });
  expect(answer(0.1, 0.9, 0.51)).toBe(6);
  expect(answer(0.99, 0.5)).toBe(1);
  expect(answer(0, 0, 0)).toBe(0);
});
