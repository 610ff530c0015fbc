import type { NamedTensorMap } from '@tensorflow/tfjs-core';
import type { TensorTree } from '@tidegate/core';

/** Tensors by the names of the parameters that they belong to. */
export type ByParameter = NamedTensorMap;

/** What an update is made of. */
export interface OptimizerInput<State extends TensorTree> {
  readonly parameters: Readonly<ByParameter>;
  /** One for each parameter, in its shape. */
  readonly gradients: Readonly<ByParameter>;
  readonly state: State;
  readonly learningRate: number;
  /** The number of this update, 1 for the first. */
  readonly step: number;
}

export interface OptimizerOutput<State extends TensorTree> {
  readonly parameters: ByParameter;
  readonly state: State;
}

/**
 * How gradients change parameters: two pure functions. They change none of the tensors that they are given and dispose none; all that an
 * optimizer remembers stands in its state.
 */
export interface Optimizer<State extends TensorTree = TensorTree> {
  readonly name: string;
  /** The state before the first update. */
  init(parameters: Readonly<ByParameter>): State;
  update(input: OptimizerInput<State>): OptimizerOutput<State>;
}
