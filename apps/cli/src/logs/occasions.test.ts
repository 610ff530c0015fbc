import { afterEach, expect, test, vi } from 'vitest';
import { createThrift, logIntervals } from './occasions.js';

afterEach(() => vi.restoreAllMocks());

test.each([
  // A point in five steps at most, where that makes twenty.
  { steps: 1, points: 1, histograms: 1 },
  { steps: 40, points: 2, histograms: 2 },
  { steps: 100, points: 5, histograms: 5 },
  { steps: 1000, points: 5, histograms: 20 },
  { steps: 2000, points: 10, histograms: 40 },
  { steps: 10_000, points: 50, histograms: 200 },
  { steps: 50_000, points: 50, histograms: 1000 },
  { steps: 1_000_000, points: 1000, histograms: 20_000 },
])('$steps steps: a point every $points, histograms every $histograms', ({ steps, ...intervals }) => {
  expect(logIntervals(steps)).toEqual(intervals);
});

test('--log-every asks for more points, not for fewer', () => {
  expect(logIntervals(2000, 1)).toEqual({ points: 1, histograms: 40 });
  expect(logIntervals(2000, 500)).toEqual(logIntervals(2000));
});

test('what takes long is done rarely', async () => {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const done: number[] = [];
  const { perhaps } = createThrift();
  for (now = 0; now <= 1500; now += 10) {
    const at = now;
    await perhaps(async () => {
      done.push(at);
      now += 10;
    });
  }
  // Each takes ten milliseconds, so that the next may begin 490 after its end.
  expect(done).toEqual([0, 500, 1000, 1500]);
});
