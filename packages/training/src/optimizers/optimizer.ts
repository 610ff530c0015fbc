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
  /**
   * For parameters by their names: before anything else, their gradient becomes `g + l2 p`. Given only to an optimizer that
   * `takesL2`.
   */
  readonly l2?: Readonly<Record<string, number>>;
  /**
   * Whether the new values may take the memory of the old: nobody will read the parameters and the state given here once the update is
   * made. Set only for an optimizer that `mayOverwrite`.
   */
  readonly overwrite?: boolean;
}

export interface OptimizerOutput<State extends TensorTree> {
  readonly parameters: ByParameter;
  readonly state: State;
}

/**
 * How gradients change parameters: two pure functions. They change none of the tensors that they are given, unless they are told that they
 * may, and dispose none; all that an optimizer remembers stands in its state.
 *
 * The optional members are promises about `update`. An optimizer that wraps another one makes them for itself: whoever copies them by
 * `{ ...adam(), update }` must keep them.
 */
export interface Optimizer<State extends TensorTree = TensorTree> {
  readonly name: string;
  /** The state before the first update. */
  init(parameters: Readonly<ByParameter>): State;
  update(input: OptimizerInput<State>): OptimizerOutput<State>;
  /** Applies `input.l2`. Without it, `train` adds a penalty to the gradients beforehand, in a launch of its own. */
  readonly takesL2?: boolean;
  /** Reads none of the tensors that it was given once an update op has run with `input.overwrite`. */
  readonly mayOverwrite?: boolean;
  /** Whether a parameter, by its name, is updated in those rows only whose gradient is not zero; no parameter is if absent. */
  readonly touchedRowsOnly?: ((name: string) => boolean) | undefined;
}
