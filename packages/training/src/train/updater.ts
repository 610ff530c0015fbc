import { dispose, keep, type Tensor, tidy, type Variable } from '@tensorflow/tfjs-core';
import { ArgumentError, assertNumber, assertShape, type ForwardContext, flattenTree, type Model, type TensorTree } from '@tidegate/core';
import type { Clip } from '../clipping/clip.js';
import type { Optimizer } from '../optimizers/optimizer.js';
import { addPenalty, addPenaltyGradients, type Coefficients } from '../penalties/add-penalty.js';
import type { Penalty } from '../penalties/l2-penalty.js';
import { restoreTree, restoreVariables, treeOf } from '../snapshots/restore-tensors.js';
import { storeTensors } from '../snapshots/store-tensors.js';
import type { TrainingSnapshot } from '../snapshots/training-snapshot.js';
import { createCarriedState } from './carried-state.js';
import { createGradientSum } from './gradient-sum.js';
import { type LossGradients, lossGradients } from './loss-gradients.js';
import type { Objective } from './objective.js';

export interface UpdaterOptions<Batch> {
  readonly model: Model<Batch>;
  readonly objective: Objective<Batch>;
  readonly optimizer: Optimizer;
  readonly penalty?: Penalty | undefined;
  readonly clip?: Clip | undefined;
}

export interface Update {
  readonly learningRate: number;
  /** 1 for the first. */
  readonly step: number;
}

/** The part of a snapshot that an updater has. */
export type UpdaterState = Pick<TrainingSnapshot, 'parameters' | 'optimizer' | 'carried'>;

/** A model together with the optimizer's memory of it. */
export interface Updater<Batch> {
  /** Batches that the next update is made of so far. */
  readonly count: number;
  /** Adds the gradients of a batch to those that the next update is made of. */
  learn(batch: Batch, context: ForwardContext): void;
  /**
   * Changes the weights by the mean of the gradients, or, if anything throws, nothing.
   *
   * @returns the mean of the losses before the change, with the penalty; and the gradients of the losses without it, before clipping; for
   *   the caller to dispose
   */
  update(update: Update): LossGradients;
  /** What the last step has left, on the host. */
  store(): Promise<UpdaterState>;
  /** Goes on from there. @throws ArgumentError if it is of another model or optimizer */
  restore(state: UpdaterState): void;
  /** Forgets what was carried from batch to batch. */
  endEpoch(): void;
  /** Frees the optimizer's memory, and whatever else is held. */
  dispose(): void;
}

export function createUpdater<Batch>({ model, objective, optimizer, penalty, clip }: UpdaterOptions<Batch>): Updater<Batch> {
  const parameters = Object.fromEntries(Object.entries(model.parameters).filter(([, variable]) => variable.trainable));
  const l2 = penalty && coefficientsOf(penalty, Object.keys(parameters));
  // Clipping is to see the penalty, and so is an optimizer that knows nothing of it.
  const addsPenalty = clip !== undefined || !optimizer.takesL2;
  const carried = createCarriedState(objective);
  const sum = createGradientSum();
  let state = hold(tidy(() => optimizer.init(parameters)));
  return {
    get count() {
      return sum.count;
    },
    learn(batch, context) {
      sum.add(lossGradients(() => carried.loss(batch, context), parameters));
      carried.accept();
    },
    update({ learningRate, step }) {
      const mean = sum.take();
      try {
        const outcome = tidy(() => {
          const loss = l2 ? addPenalty(mean.loss, parameters, l2) : mean.loss;
          const penalized =
            l2 && addsPenalty ? addPenaltyGradients(parameters, mean.gradients, l2, optimizer.touchedRowsOnly) : mean.gradients;
          const after = optimizer.update({
            parameters,
            gradients: clip ? clip(penalized) : penalized,
            state,
            learningRate,
            step,
            ...(l2 && !addsPenalty && { l2 }),
            ...(optimizer.mayOverwrite && { overwrite: true }),
          });
          assign(parameters, after.parameters);
          return { loss, state: after.state };
        });
        release(state, outcome.state);
        state = hold(outcome.state);
        carried.endStep();
        if (outcome.loss !== mean.loss) mean.loss.dispose();
        return { loss: outcome.loss, gradients: mean.gradients };
      } catch (error) {
        dispose([mean.loss, mean.gradients]);
        throw error;
      }
    },
    async store() {
      const { lastStep } = carried;
      return {
        parameters: await storeTensors(Object.entries(model.parameters)),
        optimizer: { name: optimizer.name, state: await storeTensors(flattenTree(state)) },
        ...(lastStep && { carried: await storeTensors(flattenTree(lastStep)) }),
      };
    },
    restore(from) {
      if (from.optimizer.name !== optimizer.name) {
        throw new ArgumentError('train', 'from.optimizer.name', from.optimizer.name, `"${optimizer.name}", as in this training`);
      }
      tidy(() => {
        // What does not fit is found before anything is changed.
        const restored = restoreTree('train', 'from.optimizer.state', state, from.optimizer.state);
        const handedOn = from.carried && treeOf('from.carried', from.carried);
        restoreVariables('train', 'from.parameters', model.parameters, from.parameters);
        release(state, {});
        state = hold(restored);
        if (handedOn) carried.restore(handedOn);
      });
    },
    endEpoch: () => carried.clear(),
    dispose() {
      carried.clear();
      sum.clear();
      release(state, {});
    },
  };
}

/** @throws ArgumentError if a coefficient is not a finite number of at least 0 */
function coefficientsOf(penalty: Penalty, names: readonly string[]): Coefficients | undefined {
  const coefficients = names.map((name): [string, number] => {
    const coefficient = penalty.coefficientOf(name);
    assertNumber('train', `penalty.coefficientOf("${name}")`, coefficient, { least: 0 });
    return [name, coefficient];
  });
  return coefficients.some(([, coefficient]) => coefficient > 0) ? Object.fromEntries(coefficients) : undefined;
}

function assign(variables: Readonly<Record<string, Variable>>, values: Readonly<Record<string, Tensor>>): void {
  for (const [name, variable] of Object.entries(variables)) {
    const value = values[name];
    if (!value)
      throw new ArgumentError('train', 'optimizer.update', Object.keys(values), `a function that returns every parameter, ${name} too`);
    assertShape('train', `the optimizer's new ${name}`, value, variable.shape);
  }
  for (const [name, variable] of Object.entries(variables)) {
    const value = values[name] as Tensor;
    // An assignment frees the old value first, so that a variable cannot be assigned to itself.
    if (value !== variable) variable.assign(value);
  }
}

/** Keeps the state from the tidies around the training, if any. */
function hold(state: TensorTree): TensorTree {
  for (const [, tensor] of flattenTree(state)) keep(tensor);
  return state;
}

/** Frees what the next state does not contain. */
function release(state: TensorTree, next: TensorTree): void {
  const kept = new Set(flattenTree(next).map(([, tensor]) => tensor));
  for (const [, tensor] of flattenTree(state)) {
    if (!kept.has(tensor)) tensor.dispose();
  }
}
