import { ArgumentError, assertInteger, assertNumber } from '@tidegate/core';

/** How often checkpoints are written: after so many steps, so many minutes, or both. */
export interface Every {
  readonly steps?: number | undefined;
  readonly minutes?: number | undefined;
}

/** When the next one is due. */
export interface DueTimes {
  isDue(step: number): boolean;
  /** One has been written now, or could not be. */
  attempted(): void;
}

/** @throws ArgumentError if a number is out of range */
export function dueTimes(caller: string, { steps, minutes }: Every): DueTimes {
  if (steps !== undefined) assertInteger(caller, 'every.steps', steps, 1);
  if (minutes !== undefined) {
    assertNumber(caller, 'every.minutes', minutes, { least: 0 });
    if (minutes === 0) throw new ArgumentError(caller, 'every.minutes', minutes, 'a number above 0');
  }
  const interval = minutes === undefined ? Number.POSITIVE_INFINITY : 60_000 * minutes;
  let last = performance.now();
  return {
    isDue: (step) => (steps !== undefined && step % steps === 0) || performance.now() - last >= interval,
    attempted() {
      last = performance.now();
    },
  };
}
