import { reshape, sigmoid } from '@tensorflow/tfjs-core';
import type { AdditionBatch } from '@tidegate/datasets';
import type { SequenceTaggerConfig } from '@tidegate/models';
import { squaredError } from '@tidegate/ops';
import type { Loss } from '@tidegate/training';
import type { AdditionSettings } from '../settings.js';

/** Sums in a step. */
export const batchSize = 64;
/** Steps after which training stops by itself. */
export const stepsOfRun = 2_000;

/** The network of `tidegate train adder`: it reads two bits at each step, and gives one logit. */
export function networkOf({ cell, units, layers }: AdditionSettings): SequenceTaggerConfig {
  return {
    cell,
    hiddenSize: units,
    layers,
    ...(cell === 'lstm' && { forgetBias: 1 }),
    outputBias: false,
    outputInitializer: { kind: 'truncatedNormal', deviation: 0.01 },
    inputSize: 2,
    outputSize: 1,
  };
}

/** The mean squared error of the probability of each bit. */
export const additionLoss: Loss<AdditionBatch> = (logits, { targets }) => squaredError(sigmoid(reshape(logits, targets.shape)), targets);
