import type { Model, Random, TrainObserver } from '@tidegate/core';
import type { ModelToSave, OptimizerName } from '@tidegate/model-directory';
import type { BatchPart, BatchSource, Loss, Objective, ProcessGroup } from '@tidegate/training';
import type { RunCheckpoints } from '../checkpoints/run-checkpoints.js';
import type { SavingOnTheWay } from '../model-directory/saving-on-the-way.js';
import type { LearningRateSettings } from './learning-rate.js';
import type { TrainingProgress } from './progress-meter.js';

/** The settings that decide how a network on text is trained. */
export interface TrainingSettings extends LearningRateSettings {
  readonly epochs?: number;
  readonly steps?: number;
  readonly optimizer?: OptimizerName;
  readonly clip?: number;
  readonly penalty?: number;
  readonly accumulate?: number;
  readonly averageDecay?: number;
  readonly touchedRowsOnly?: boolean;
  readonly patience?: number;
}

/** What was measured, and which of its figures chooses the best weights. */
export interface Measured<Scores> {
  readonly scores: Scores;
  readonly value: number;
}

export interface NetworkTraining<Batch, Scores> {
  readonly model: Model<NoInfer<Batch>>;
  readonly settings: TrainingSettings;
  /** With several processes those rows of each batch that fall to this one, or `undefined` for none. */
  readonly batches: BatchSource<Batch | undefined>;
  /** The processes that train it together. */
  readonly group: ProcessGroup;
  /** What of a batch this process has, where there are several. */
  readonly partOf: (batch: NoInfer<Batch>) => BatchPart;
  readonly goal: { readonly loss: Loss<NoInfer<Batch>> } | { readonly objective: Objective<NoInfer<Batch>> };
  /** Weights of which a step may touch few rows; only the vectors of the tokens by default. */
  readonly tables?: (name: string) => boolean;
  /** Updates, as far as they are known beforehand. */
  readonly totalSteps: number;
  /** How many examples or tokens the batches so far had, over all processes. */
  readonly examplesSeen: () => number;
  readonly validation?: {
    /** Steps from one to the next; by default after each epoch. */
    readonly every?: number;
    /** Whether a low value is good, or a high one. */
    readonly mode: 'min' | 'max';
    run(): Promise<Measured<Scores>>;
  };
  readonly random: Random;
  /** Asked after each step; true ends training, with several processes after the next step. */
  readonly isStopped: () => boolean;
  /** Asked after each step: whether `onStep` would show it. */
  readonly wantsStep: (step: number) => boolean;
  readonly onStep: (progress: TrainingProgress, learningRate: number) => void;
  /** What else watches the training, after everything that is part of it. */
  readonly observers?: readonly TrainObserver[];
  /** An epoch is over, or the model was validated. */
  readonly onMeasured: (progress: TrainingProgress, scores: Scores | undefined) => void;
  /** Where the model is kept while it learns. */
  readonly saving?: SavingOnTheWay<Reached<Scores>> | undefined;
  /** Steps from one occasion for that to the next, where nothing is validated; the end of an epoch is another. */
  readonly saveEvery?: number | undefined;
  /** Where training goes on from, and is written down. */
  readonly checkpoints: RunCheckpoints;
  /** Tells the user of something that ends nothing, in a line. */
  readonly warn: (line: string) => void;
  /** The model as it is saved. */
  readonly describe: (reached: Reached<Scores>) => ModelToSave;
}

/** Where weights come from. */
export interface Reached<Scores> {
  readonly step: number;
  /** Times that the data were gone through to their end by then. */
  readonly epochs: number;
  /** Of these weights, if they were validated. */
  readonly scores: Scores | undefined;
}

/** What a training came to, and where the weights come from that the model now has. */
export interface Trained<Scores> extends Reached<Scores> {
  readonly last: TrainingProgress;
  /** Whether the user has ended it. */
  readonly isInterrupted: boolean;
}
