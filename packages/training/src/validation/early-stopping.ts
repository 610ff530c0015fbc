import type { TrainObserver, ValidationEnd } from '@tidegate/core';
import { createPatience, type PatienceOptions, type PatienceState } from './patience.js';

export interface EarlyStoppingOptions extends PatienceOptions {
  /** What `state()` of an earlier training gave, to go on from there; default a new start. */
  readonly state?: PatienceState | undefined;
}

export interface EarlyStopping extends TrainObserver {
  onValidationEnd(event: ValidationEnd): void | 'stop';
  /** Plain JSON, from which another early stopping can go on. */
  state(): PatienceState;
}

/**
 * Ends training when `patience` validations in a row have not been better than the best before (Prechelt 1998). Training needs a
 * `validation` for it. The weights are then the last ones: `keepBest` has the best.
 *
 * @throws ArgumentError if an option is out of range
 */
export function earlyStopping(options: EarlyStoppingOptions): EarlyStopping {
  const next = createPatience('earlyStopping', options);
  let state: PatienceState = options.state ?? { waited: 0 };
  return {
    onValidationEnd({ value }) {
      const outcome = next(state, value);
      state = outcome.state;
      return outcome.exhausted ? 'stop' : undefined;
    },
    state: () => state,
  };
}
