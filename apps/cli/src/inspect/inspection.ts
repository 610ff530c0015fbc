import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { LoadedModel } from '../model-directory/load-model.js';

/** What `tidegate inspect` can be given to run a model on; which of it a model takes, its task says. */
export interface GivenExample {
  readonly text?: string;
  /** The right answer. */
  readonly label?: string;
  readonly numbers?: readonly [number, number];
}

/** Something that a model is run on to look at it. */
export interface Example {
  /** What stands at each step of the one sequence of the batch, as people read it. */
  readonly steps: readonly string[];
  /** Those of them that the model does not know. */
  readonly unknown?: readonly string[];
  /** How many tokens of the text come after these, where it is too long to be looked at as a whole. */
  readonly leftOut?: number;
  /** What the loss asks for, such as `the class NUM`. */
  readonly asks: string;
  /** Its tensors are disposed of by whoever asked for the example. */
  readonly batch: Readonly<Record<string, Tensor>>;
  /** The last loss that the model has of it. */
  loss(logits: Tensor): Scalar;
}

/** What people read of a model, and programs. */
export interface Description {
  /** A line each: a title, and what there is to say. */
  readonly facts: readonly (readonly [title: string, text: string])[];
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What a task knows of its models for `tidegate inspect`. */
export interface Inspection<File, Loaded> {
  /** What may be given of an example. */
  readonly takes: readonly (keyof GivenExample)[];
  /** What a model reads and answers. */
  describe(saved: LoadedModel<File, Loaded>): Description;
  /**
   * @returns nothing if nothing is given, and there is no example that suits all
   * @throws UsageError if it is none that the model could be run on
   */
  example(saved: LoadedModel<File, Loaded>, given: GivenExample): Promise<Example | undefined>;
}
