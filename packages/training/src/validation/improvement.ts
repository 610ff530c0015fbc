import { assertNumber, assertOneOf } from '@tidegate/core';

/** Whether a low value is good, such as a loss, or a high one, such as an accuracy. */
export type ValidationMode = 'min' | 'max';

const modes: readonly ValidationMode[] = ['min', 'max'];

export interface ImprovementOptions {
  readonly mode: ValidationMode;
  /** What a value must be better by to count as better, at least 0; default 0. */
  readonly minimumChange?: number | undefined;
}

/**
 * Whether a value is better than the best one so far. The first is; one that is infinite or not a number never is.
 *
 * @throws ArgumentError if an option is out of range
 */
export function improvement(
  caller: string,
  { mode, minimumChange = 0 }: ImprovementOptions,
): (value: number, best: number | undefined) => boolean {
  assertOneOf(caller, 'mode', mode, modes);
  assertNumber(caller, 'minimumChange', minimumChange, { least: 0 });
  const sign = mode === 'max' ? 1 : -1;
  return (value, best) => Number.isFinite(value) && (best === undefined || sign * (value - best) > minimumChange);
}
