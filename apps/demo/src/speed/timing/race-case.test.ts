import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SystemName } from '../bench-names.js';
import type { Outcome } from './outcome.js';
import { type OpenTimer, raceCase } from './race-case.js';
import type { StepTimer } from './step-timer.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A timer whose every turn takes so many seconds, or fails. */
function timerOf(seconds: number | Error) {
  const calls = { turns: 0, closed: 0 };
  const timer: StepTimer = {
    start: async (_name, { threads }) => ({ threads }),
    async turn() {
      if (typeof seconds !== 'number') throw seconds;
      await new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
      return { steps: ++calls.turns, milliseconds: 1000 * seconds };
    },
  };
  const open = (): OpenTimer => ({ timer, failed: new Promise(() => undefined), close: () => calls.closed++ });
  return { calls, open };
}

function race(timers: Record<SystemName, { readonly open: () => OpenTimer }>, limit = 10) {
  const last: Partial<Record<SystemName, Outcome>> = {};
  const abort = new AbortController();
  const done = raceCase('adder', {
    backend: 'wasm',
    threads: 3,
    limit,
    signal: abort.signal,
    open: (system) => timers[system].open(),
    onStart: (_system, started) => expect(started).toEqual({ threads: 3 }),
    onOutcome(system, outcome) {
      last[system] = outcome;
    },
  });
  return { done, last, abort };
}

it('gives each five turns, and closes both', async () => {
  const timers = { ours: timerOf(0.4), stock: timerOf(1) };
  const { done, last } = race(timers);
  await vi.advanceTimersByTimeAsync(60_000);
  await done;
  expect(last).toEqual({ ours: { kind: 'timed', steps: 5, milliseconds: 400 }, stock: { kind: 'timed', steps: 5, milliseconds: 1000 } });
  expect([timers.ours.calls.closed, timers.stock.calls.closed]).toEqual([1, 1]);
});

it('gives up one that does not answer, and one that cannot, and goes on with the other', async () => {
  const slow = race({ ours: timerOf(0.4), stock: timerOf(100) });
  await vi.advanceTimersByTimeAsync(60_000);
  await slow.done;
  expect(slow.last).toMatchObject({ ours: { kind: 'timed', steps: 5 }, stock: { kind: 'slow', seconds: 10 } });

  const unable = race({ ours: timerOf(0.4), stock: timerOf(new Error('no such kernel\nat once')) });
  await vi.advanceTimersByTimeAsync(60_000);
  await unable.done;
  expect(unable.last).toMatchObject({ ours: { kind: 'timed', steps: 5 }, stock: { kind: 'unable', reason: 'no such kernel' } });
});

it('gives no more turns to one that has used up its time, and keeps what it has measured', async () => {
  const { done, last } = race({ ours: timerOf(0.4), stock: timerOf(6) });
  await vi.advanceTimersByTimeAsync(60_000);
  await done;
  expect(last.stock).toEqual({ kind: 'timed', steps: 2, milliseconds: 6000 });
});

it('ends at once when it is told to', async () => {
  const timers = { ours: timerOf(0.4), stock: timerOf(5) };
  const { done, last, abort } = race(timers);
  await vi.advanceTimersByTimeAsync(500);
  abort.abort();
  await done;
  expect(last).toEqual({ ours: { kind: 'timed', steps: 1, milliseconds: 400 }, stock: { kind: 'starting' } });
  expect(timers.stock.calls.closed).toBeGreaterThan(0);
});

it('starts nothing more once it is told to end', async () => {
  const hanging = timerOf(1);
  const open = (): OpenTimer => ({ ...hanging.open(), timer: { ...hanging.open().timer, start: () => new Promise(() => undefined) } });
  const { done, last, abort } = race({ ours: { open }, stock: timerOf(1) });
  await vi.advanceTimersByTimeAsync(500);
  abort.abort();
  await done;
  expect(last).toEqual({ ours: { kind: 'starting' } });
});

it('tells what ends a worker outside of a call', async () => {
  const broken = { open: (): OpenTimer => ({ ...timerOf(1).open(), failed: Promise.reject(new Error('the worker could not be loaded')) }) };
  const { done, last } = race({ ours: timerOf(0.4), stock: broken });
  await vi.advanceTimersByTimeAsync(60_000);
  await done;
  expect(last.stock).toEqual({ kind: 'unable', reason: 'the worker could not be loaded' });
});
