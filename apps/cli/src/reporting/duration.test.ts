import { expect, test } from 'vitest';
import { duration } from './duration.js';

test('durations are short', () => {
  expect([duration(0.04), duration(7.26), duration(12.4), duration(75)]).toEqual(['0.0s', '7.3s', '12s', '1m 15s']);
});
