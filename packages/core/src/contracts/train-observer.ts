import type { Scalar } from '@tensorflow/tfjs-core';

/** One optimizer update has been made. */
export interface StepEnd {
  /** Steps done since training began, this one included. */
  readonly step: number;
  readonly epoch: number;
  readonly learningRate: number;
  /**
   * The loss of this step's batch, or the mean over its batches, with the penalty if there is one, before the update. Reading it waits for
   * the device, so observers read it as seldom as they need; it can be read only until the observer's promise settles.
   */
  loss(): Promise<number>;
  /**
   * The same as a tensor, `[]`, which the observer keeps and disposes: the losses of many steps can so be read at once. Waits for nothing,
   * and does not look whether the loss is a number.
   */
  lossTensor(): Scalar;
  /** The global norm of the gradient of the loss, without a penalty and before clipping; reading it is a computation of its own. */
  gradientNorm(): Promise<number>;
}

/** The model has been measured on data that it does not learn from. */
export interface ValidationEnd {
  /** What was measured; whether low or high is good, those know who asked for it. */
  readonly value: number;
  /** Steps done so far. */
  readonly step: number;
  /** The epoch under way, or the one that has just been gone through. */
  readonly epoch: number;
}

/** The batches have been gone through once. */
export interface EpochEnd {
  readonly epoch: number;
  readonly step: number;
}

/** Watches training; every hook is optional. Training waits for what a hook returns. */
export interface TrainObserver {
  onStepEnd?(event: StepEnd): void | 'stop' | Promise<void | 'stop'>;
  onValidationEnd?(event: ValidationEnd): void | 'stop' | Promise<void | 'stop'>;
  onEpochEnd?(event: EpochEnd): void | 'stop' | Promise<void | 'stop'>;
}
