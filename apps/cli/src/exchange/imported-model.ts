import type { Model } from '@tidegate/core';
import type { SafetensorsTensor } from '@tidegate/formats';
import type { ModelDescription } from './description.js';

/** What a file that is imported holds of a model. */
export interface ImportedModel {
  /** All but the weights; undefined where the file says nothing of it. */
  readonly description: ModelDescription | undefined;
  /** How many weights there are. */
  readonly weights: number;
  /**
   * The weights, by the names of the model's parameters.
   *
   * @throws TidegateError if the file has not the weights of such a model
   */
  weightsOf(model: Model<never>): Readonly<Record<string, SafetensorsTensor>>;
}
