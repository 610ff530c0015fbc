import { tensor } from '@tensorflow/tfjs-core';
import type { Random } from '@tidegate/core';
import { createModel, type ModelDescription, type ModelName, type ModelOf } from '@tidegate/models';

/**
 * A model of which no weight is zero, biases, gains and learned states included.
 *
 * @param spread their standard deviation; one with which small differences stay small by default
 */
export function randomModel(description: ModelDescription, random: Random, spread?: number): ModelOf<ModelName> {
  const model = createModel(description, random);
  const { recurrentActivation } = description.config;
  // Gates without a bound let the smallest difference grow from step to step.
  const deviation = spread ?? (recurrentActivation === 'linear' || recurrentActivation === 'relu' ? 0.15 : 0.4);
  for (const [path, variable] of Object.entries(model.parameters)) {
    variable.assign(tensor(random.split('noise', path).normal(variable.size, 0, deviation), variable.shape));
  }
  return model;
}
