import { assertInteger } from '@tidegate/core';
import { type ImprovementOptions, improvement } from './improvement.js';

export interface PatienceOptions extends ImprovementOptions {
  /** Validations in a row without improvement that are waited for, at least 1. */
  readonly patience: number;
}

/** Plain JSON. */
export type PatienceState = {
  /** The best value so far; absent before the first. */
  readonly best?: number;
  /** Validations since then. */
  readonly waited: number;
};

/** @returns the state after a validation, and whether patience has run out */
export function createPatience(
  caller: string,
  options: PatienceOptions,
): (state: PatienceState, value: number) => { readonly state: PatienceState; readonly exhausted: boolean } {
  const improves = improvement(caller, options);
  assertInteger(caller, 'patience', options.patience, 1);
  return (state, value) => {
    if (improves(value, state.best)) return { state: { best: value, waited: 0 }, exhausted: false };
    const waited = state.waited + 1;
    return { state: { ...state, waited }, exhausted: waited >= options.patience };
  };
}
