/** How training does at a step, in plain numbers. */
export interface TrainingSummary {
  /** Steps done since training began. */
  readonly step: number;
  readonly epoch: number;
  /** Of this step. */
  readonly learningRate: number;
  /** The mean over the steps since the summary before. */
  readonly loss: number;
  /** Of this step's gradient of the loss, before clipping and without a penalty; it may be infinite. */
  readonly gradientNorm: number;
  /**
   * How fast `steps` and what else is counted went since the summary before, validations left out. The first step of a training does not
   * count, in which much is set up; a summary of that step alone knows no speed, and this is empty.
   */
  readonly perSecond: Readonly<Record<string, number>>;
}
