import { dispose, type Tensor } from '@tensorflow/tfjs-core';
import { TidegateError, type TrainObserver, type ValidationEnd } from '@tidegate/core';
import { restoreCopies, storeCopies } from '../snapshots/copies.js';
import type { StoredTensors } from '../snapshots/training-snapshot.js';
import { type ImprovementOptions, improvement } from '../validation/improvement.js';
import type { WeightAverage } from './average-weights.js';
import { assignWeights, copyWeights, type Parameterized, withWeights } from './copy.js';

export interface KeepBestOptions extends ImprovementOptions {
  /** Keeps the averaged weights instead of the model's own, where those are what is validated. */
  readonly average?: WeightAverage | undefined;
  /** What `state()` of an earlier training gave, to go on from there; default a new start. */
  readonly state?: BestWeightsState | undefined;
}

/** Plain data. */
export interface BestWeightsState {
  readonly best: ValidationEnd;
  /** By the names of the model's parameters. */
  readonly weights: StoredTensors;
}

/** The best weights that a training has had; an observer of it. */
export interface BestWeights extends TrainObserver {
  onValidationEnd(event: ValidationEnd): Promise<void>;
  /** The validation that they come from; nothing before the first. */
  readonly best: ValidationEnd | undefined;
  /**
   * Gives them to the model.
   *
   * @throws TidegateError if nothing was validated yet
   */
  restore(): void;
  /** Lets the model have them while `run` runs, to be saved for example, and then its own again; before the first validation its own. */
  during<Result>(run: () => Result | Promise<Result>): Promise<Result>;
  /** Plain data, from which another one can go on; nothing before the first validation. */
  state(): Promise<BestWeightsState | undefined>;
  /** Frees them; the model keeps its weights. */
  dispose(): void;
}

/**
 * Keeps a copy of the weights whenever a validation is better than all before, for when training has gone on for too long. Training needs a
 * `validation` for it. The copy holds all weights, frozen ones too.
 *
 * @throws ArgumentError if an option is out of range, or the state is that of another model
 */
export function keepBest(model: Parameterized, options: KeepBestOptions): BestWeights {
  const improves = improvement('keepBest', options);
  const variables = Object.values(model.parameters);
  let copy: Tensor[] = options.state ? restoreCopies('keepBest', model.parameters, options.state.weights) : [];
  let best: ValidationEnd | undefined = options.state?.best;
  const take = (): void => {
    dispose(copy);
    copy = copyWeights(variables);
  };
  return {
    get best() {
      return best;
    },
    async onValidationEnd(event) {
      if (!improves(event.value, best?.value)) return;
      best = event;
      if (options.average) await options.average.during(take);
      else take();
    },
    restore() {
      if (!best) {
        throw new TidegateError(
          'keepBest: there are no best weights to restore; give train a validation, and this among its observers, and let it come to a value',
        );
      }
      assignWeights(variables, copy);
    },
    during: async (run) => (best ? withWeights(variables, copy, run) : run()),
    state: async () => best && { best, weights: await storeCopies(model.parameters, copy) },
    dispose() {
      dispose(copy);
      copy = [];
      best = undefined;
    },
  };
}
