import { expect, it } from 'vitest';
import { createStopwatch } from './stopwatch.js';

it('leaves pauses out', () => {
  let now = 1_000;
  const stopwatch = createStopwatch(() => now);
  expect(stopwatch.seconds()).toBe(0);
  stopwatch.run();
  now += 1_500;
  stopwatch.run();
  expect(stopwatch.seconds()).toBe(1.5);
  stopwatch.halt();
  now += 60_000;
  stopwatch.halt();
  stopwatch.run();
  now += 500;
  expect(stopwatch.seconds()).toBe(2);
});
