import {
  add,
  mean,
  mul,
  type Scalar,
  scalar,
  square,
  stack,
  type Tensor,
  type Tensor1D,
  tidy,
  unstack,
  variable,
} from '@tensorflow/tfjs-core';
import type { Model } from '@tidegate/core';
import type { Objective } from '../train/objective.js';

/** `inputs` `[time]` */
export type Piece = { readonly inputs: Tensor1D };

/** The smallest recurrence, for tests: `s_t = decay s_(t-1) + x_t`, with one weight. */
export interface DecayingSum extends Model<Piece> {
  /** All `s_t`, each `[]`. */
  states(inputs: Tensor1D, before: Tensor): Tensor[];
}

export function decayingSum(decay: number): DecayingSum {
  const weight = tidy(() => variable(scalar(decay)));
  const states = (inputs: Tensor1D, before: Tensor): Tensor[] => {
    let state = before;
    return unstack(inputs).map((input) => {
      state = add(mul(weight, state), input);
      return state;
    });
  };
  return {
    name: 'decayingSum',
    config: {},
    parameters: { decay: weight },
    states,
    logits: ({ inputs }) => stack(states(inputs, scalar(0))),
    dispose: () => weight.dispose(),
  };
}

/** The mean of the squares of all states, from the state that the piece before has left. */
export function squaresOf(model: DecayingSum): Objective<Piece> {
  return ({ inputs }, { carried }) => {
    const states = model.states(inputs, (carried?.state as Tensor | undefined) ?? scalar(0));
    return { loss: mean(square(stack(states))) as Scalar, carried: { state: states.at(-1) as Tensor } };
  };
}
