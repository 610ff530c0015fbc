import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createFollower } from './follower.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('asks at once, then once in an interval, until it shows what there is', async () => {
  let [newest, shown, asked] = [1, 0, 0];
  const { check } = createFollower({
    isBehind: () => shown !== newest,
    async refresh() {
      asked++;
      shown = newest;
    },
    interval: 200,
  });
  check();
  check();
  expect(asked).toBe(1);
  await vi.advanceTimersByTimeAsync(100);
  newest = 2;
  check();
  expect(asked).toBe(1);
  await vi.advanceTimersByTimeAsync(100);
  expect(asked).toBe(2);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked).toBe(2);
  newest = 3;
  check();
  expect(asked).toBe(3);
});

it('rests for as long as an answer takes', async () => {
  let asked = 0;
  const { check } = createFollower({
    isBehind: () => true,
    refresh() {
      asked++;
      return new Promise((resolve) => setTimeout(resolve, 1_000));
    },
    interval: 200,
  });
  check();
  await vi.advanceTimersByTimeAsync(1_900);
  expect(asked).toBe(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(asked).toBe(2);
});
