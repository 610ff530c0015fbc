import { dispose, keep, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { assertInteger, assertNumber, type StepEnd, type TrainObserver } from '@tidegate/core';
import { sgdUpdate } from '@tidegate/ops';
import { restoreCopies, storeCopies } from '../snapshots/copies.js';
import type { StoredTensors } from '../snapshots/training-snapshot.js';
import { assignWeights, copyWeights, type Parameterized, withWeights } from './copy.js';

export interface AverageWeightsOptions {
  /** What a step weighs beside the next one, from 0 to 1: with 0.99 about the last 100 steps count, with 1 all of them alike. */
  readonly decay: number;
  /** What `state()` of an earlier training gave, to go on from there; default a new start. */
  readonly state?: WeightAverageState | undefined;
}

/** Plain data. */
export interface WeightAverageState {
  /** Steps averaged. */
  readonly steps: number;
  /** The averages by the names of the trainable parameters; none before the first step. */
  readonly weights: StoredTensors;
}

/** The running mean of a model's weights; an observer of its training. */
export interface WeightAverage extends TrainObserver {
  onStepEnd(event: StepEnd): void;
  /** Lets the model have the averaged weights while `run` runs, to be measured or saved, and then its own again. */
  during<Result>(run: () => Result | Promise<Result>): Promise<Result>;
  /** Gives the model the averaged weights for good. */
  apply(): void;
  /** Plain data, from which another average can go on. */
  state(): Promise<WeightAverageState>;
  /** Frees the averages; the model keeps its weights. */
  dispose(): void;
}

/**
 * Averages the trainable weights over the steps of training (Polyak and Juditsky 1992). A step counts less by the factor `decay` with each
 * step after it, and all together count 1, as in the bias correction of Adam: the random weights before the first step have no share. The
 * average often does better on other data than the last weights, above all where there is little to learn from.
 *
 * It takes one launch for each step and the memory of one more copy of the weights. Before the first step it is the weights as they are.
 *
 * @throws ArgumentError if the decay is out of range, or the state is that of another model
 */
export function averageWeights(model: Parameterized, { decay, state }: AverageWeightsOptions): WeightAverage {
  assertNumber('averageWeights', 'decay', decay, { least: 0, most: 1 });
  if (state) assertInteger('averageWeights', 'state.steps', state.steps, 0);
  const parameters = Object.fromEntries(Object.entries(model.parameters).filter(([, { trainable }]) => trainable));
  const variables = Object.values(parameters);
  let steps = state?.steps ?? 0;
  let averages: Tensor[] = state && steps > 0 ? restoreCopies('averageWeights', parameters, state.weights) : [];

  return {
    onStepEnd() {
      steps++;
      if (steps === 1) {
        averages = copyWeights(variables);
        return;
      }
      const share = decay === 1 ? 1 / steps : (1 - decay) / (1 - decay ** steps);
      const before = averages;
      // p + share (w - p) for all weights w and their averages p is a step of gradient descent with the gradient w and the penalty -p.
      averages = tidy(() =>
        sgdUpdate(
          { parameters: before, gradients: variables, velocities: [] },
          { learningRate: -share, momentum: 0, nesterov: false, l2: variables.map(() => -1), overwrite: true },
        ).parameters.map((tensor) => keep(tensor)),
      );
      dispose(before);
    },
    during: async (run) => (steps === 0 ? run() : withWeights(variables, averages, run)),
    apply() {
      if (steps > 0) assignWeights(variables, averages);
    },
    state: async () => ({ steps, weights: steps === 0 ? {} : await storeCopies(parameters, averages) }),
    dispose() {
      dispose(averages);
      averages = [];
      steps = 0;
    },
  };
}
