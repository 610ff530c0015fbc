import { expect, test } from 'vitest';
import { createPace } from './pace.js';

test('a pace is that since the time before', () => {
  const pace = createPace();
  expect(pace(10, 5)).toBe(2);
  expect(pace(40, 6)).toBe(30);
  expect(pace(40, 6)).toBeNaN();
});
