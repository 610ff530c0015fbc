import { expect, it, vi } from 'vitest';
import { createStepTimer, type TimedSystem } from './create-step-timer.js';

/** A system whose steps take what is given, in turn, on a clock of its own; the last for ever. */
function systemOf(times: readonly number[], losses: readonly number[] = [1], failure?: TimedSystem['failure']) {
  let now = 0;
  let steps = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const system: TimedSystem = {
    startBackend: async () => ({ threads: 2 }),
    cases: [
      {
        name: 'adder',
        start: () => ({
          async step() {
            now += times[Math.min(steps, times.length - 1)] as number;
            return losses[Math.min(steps++, losses.length - 1)] as number;
          },
          dispose: async () => undefined,
        }),
      },
    ],
    ...(failure && { failure }),
  };
  return { timer: createStepTimer(system), steps: () => steps };
}

const options = { backend: 'wasm', threads: 2 } as const;

it('short steps warm up first, and do not count then', async () => {
  const { timer, steps } = systemOf([150, 150, 150, 10, 20, 30, 10]);
  expect(await timer.start('adder', options)).toEqual({ threads: 2 });
  expect(await timer.turn(60)).toEqual({ steps: 3, milliseconds: 20 });
  expect(steps()).toBe(6);
  expect(await timer.turn(20)).toEqual({ steps: 5, milliseconds: 10 });
});

it('a long step counts at once', async () => {
  const { timer, steps } = systemOf([5000, 7000]);
  await timer.start('adder', options);
  expect(await timer.turn(0)).toEqual({ steps: 1, milliseconds: 5000 });
  expect(await timer.turn(0)).toEqual({ steps: 2, milliseconds: 6000 });
  expect(steps()).toBe(2);
});

it('a step that computed nothing true has no time', async () => {
  const diverged = systemOf([100], [1, Number.NaN]);
  await diverged.timer.start('adder', options);
  await expect(diverged.timer.turn(10)).rejects.toThrow('its loss is NaN');
  const broken = systemOf([100], [1], async () => 'invalid shader module');
  await broken.timer.start('adder', options);
  await expect(broken.timer.turn(10)).rejects.toThrow('invalid shader module');
  await expect(broken.timer.start('rcnn', options)).rejects.toThrow('there is no case rcnn');
});
