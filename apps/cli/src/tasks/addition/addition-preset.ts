import type { AdditionBatch } from '@tidegate/datasets';
import type { OptimizerName } from '@tidegate/model-directory';
import type { SequenceTaggerConfig } from '@tidegate/models';
import type { Loss } from '@tidegate/training';

/** A network that learns to add, and how it is trained unless settings say otherwise. */
export interface AdditionPreset {
  readonly name: string;
  /** What it is, in one line for the help. */
  readonly summary: string;
  /** Bits of a number: the steps of a sequence. */
  readonly bits: number;
  readonly batchSize: number;
  /** Updates of the weights. */
  readonly steps: number;
  readonly optimizer: OptimizerName;
  readonly learningRate: number;
  /** Steps from one report to the next. */
  readonly logEvery: number;
  /** The shape of the network; it reads two bits at each step and gives one logit. */
  readonly network: Omit<SequenceTaggerConfig, 'inputSize' | 'outputSize'>;
  readonly loss: Loss<AdditionBatch>;
}
