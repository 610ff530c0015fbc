import type { TrainObserver } from '@tidegate/core';
import { notify } from './notify.js';

/** Measures the model on data that it does not learn from, while it learns. */
export interface Validation {
  /** Steps from one measurement to the next; by default the model is measured after every epoch. */
  readonly every?: number | undefined;
  /** Gives the value that observers are told, the loss or the accuracy that `evaluate` finds, for example. */
  run(): number | Promise<number>;
}

export interface Validator {
  /** Measures and tells the observers if it is time to; says whether one of them wants to stop. */
  afterStep(step: number, epoch: number): Promise<boolean>;
  afterEpoch(step: number, epoch: number): Promise<boolean>;
  /** The step after which the model was last measured; 0 before the first. */
  readonly measuredStep: number;
  /** Measures the last weights, unless that is done. */
  atEnd(step: number, epoch: number): Promise<void>;
}

/** @param before what to wait for before each measurement */
export function createValidator(
  { every, run }: Validation,
  observers: readonly TrainObserver[],
  measuredStep = 0,
  before: () => Promise<void> = async () => undefined,
): Validator {
  let measured = measuredStep;
  const measure = async (step: number, epoch: number): Promise<boolean> => {
    if (step === measured) return false;
    measured = step;
    await before();
    return notify(observers, 'onValidationEnd', { value: await run(), step, epoch });
  };
  return {
    get measuredStep() {
      return measured;
    },
    afterStep: async (step, epoch) => every !== undefined && step % every === 0 && (await measure(step, epoch)),
    afterEpoch: async (step, epoch) => every === undefined && (await measure(step, epoch)),
    atEnd: async (step, epoch) => void (await measure(step, epoch)),
  };
}
