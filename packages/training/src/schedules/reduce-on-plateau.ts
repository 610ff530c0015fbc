import { assertNumber, type TrainObserver, type ValidationEnd } from '@tidegate/core';
import { createPatience, type PatienceOptions, type PatienceState } from '../validation/patience.js';
import type { Schedule } from './schedule.js';

export interface ReduceOnPlateauOptions extends PatienceOptions {
  /** The learning rate at first. */
  readonly initial: number;
  /** What the rate is multiplied by when patience runs out, from 0 to below 1; default 0.1. */
  readonly factor?: number | undefined;
  /** The rate falls no lower; default 0. */
  readonly minimum?: number | undefined;
  /** What `state()` of an earlier training gave, to go on from there; default a new start. */
  readonly state?: PlateauState | undefined;
}

/** Plain JSON. */
export type PlateauState = PatienceState & { readonly rate: number };

/** A schedule that watches training: it stands in `learningRate` and among the `observers`. */
export interface PlateauSchedule extends Schedule, TrainObserver {
  onValidationEnd(event: ValidationEnd): void;
  /** Plain JSON, from which another schedule can go on. */
  state(): PlateauState;
}

/**
 * A rate that falls when `patience` validations in a row have not been better than the best before, and then waits as long again, as
 * Keras's `ReduceLROnPlateau` does. Training needs a `validation` for it:
 *
 * ```ts
 * const learningRate = reduceOnPlateau({ initial: 1e-3, factor: 0.5, patience: 2, mode: 'min' });
 * await train({ ..., learningRate, validation, observers: [learningRate] });
 * ```
 *
 * @throws ArgumentError if an option is out of range
 */
export function reduceOnPlateau(options: ReduceOnPlateauOptions): PlateauSchedule {
  const { initial, factor = 0.1, minimum = 0 } = options;
  assertNumber('reduceOnPlateau', 'initial', initial, { least: 0 });
  assertNumber('reduceOnPlateau', 'factor', factor, { least: 0, most: 1, open: true });
  assertNumber('reduceOnPlateau', 'minimum', minimum, { least: 0, most: initial });
  const next = createPatience('reduceOnPlateau', options);
  let state: PlateauState = options.state ?? { rate: initial, waited: 0 };
  return Object.assign(() => state.rate, {
    onValidationEnd({ value }: ValidationEnd) {
      const outcome = next(state, value);
      state = outcome.exhausted
        ? { ...outcome.state, waited: 0, rate: Math.max(minimum, state.rate * factor) }
        : { ...outcome.state, rate: state.rate };
    },
    state: () => state,
  });
}
