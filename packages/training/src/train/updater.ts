import { dispose, mul, type Scalar, tidy } from '@tensorflow/tfjs-core';
import { ArgumentError, type ForwardContext, flattenTree, type Model } from '@tidegate/core';
import type { Clip } from '../clipping/clip.js';
import type { Optimizer } from '../optimizers/optimizer.js';
import { addPenalty, addPenaltyGradients, coefficientsOf } from '../penalties/add-penalty.js';
import type { Penalty } from '../penalties/l2-penalty.js';
import { restoreTree, restoreVariables, treeOf } from '../snapshots/restore-tensors.js';
import { storeTensors } from '../snapshots/store-tensors.js';
import type { StoredTensors, TrainingSnapshot } from '../snapshots/training-snapshot.js';
import { assignVariables } from './assign-variables.js';
import { createCarriedState } from './carried-state.js';
import { createGradientSum } from './gradient-sum.js';
import { hold, release } from './held-tree.js';
import { type LossGradients, lossGradients } from './loss-gradients.js';
import type { Objective } from './objective.js';

export interface UpdaterOptions<Batch> {
  readonly model: Model<Batch>;
  readonly objective: Objective<Batch>;
  readonly optimizer: Optimizer;
  readonly penalty?: Penalty | undefined;
  readonly clip?: Clip | undefined;
  /** Whether what the objective carries must have rows, since other processes carry others; default false. */
  readonly carriesRows?: boolean;
}

export interface Update {
  readonly learningRate: number;
  /** 1 for the first. */
  readonly step: number;
  /** What to change the weights by; by default the mean of what was learned. Taken over. */
  readonly learned?: LossGradients | undefined;
}

/** The part of a snapshot that an updater has. */
export type UpdaterState = Pick<TrainingSnapshot, 'parameters' | 'optimizer' | 'carried'>;

/** A model together with the optimizer's memory of it. */
export interface Updater<Batch> {
  /** Batches that the next update is made of so far. */
  readonly count: number;
  /**
   * Adds the gradients of a batch to those that the next update is made of. No batch counts as one that adds nothing, and carries nothing.
   *
   * @param share what the loss and its gradients are multiplied with; of a batch of share 0 only what it carries counts. Default 1
   */
  learn(batch: Batch | undefined, context: ForwardContext, share?: number): void;
  /** The mean of what was learned since the last update, for the caller to dispose; nothing if no batch has added anything. */
  take(): LossGradients | undefined;
  /**
   * Changes the weights by the mean of the gradients, or, if anything throws, nothing.
   *
   * @returns the mean of the losses before the change, with the penalty; and the gradients of the losses without it, before clipping; for
   *   the caller to dispose
   */
  update(update: Update): LossGradients;
  /** What the last step has left, on the host, but for what it carries. */
  store(): Promise<Omit<UpdaterState, 'carried'>>;
  storeCarried(): Promise<StoredTensors | undefined>;
  /** Goes on from there. @throws ArgumentError if it is of another model or optimizer */
  restore(state: UpdaterState): void;
  /** Forgets what was carried from batch to batch. */
  endEpoch(): void;
  /** Frees the optimizer's memory, and whatever else is held. */
  dispose(): void;
}

export function createUpdater<Batch>(options: UpdaterOptions<Batch>): Updater<Batch> {
  const { model, objective, optimizer, penalty, clip, carriesRows = false } = options;
  const parameters = Object.fromEntries(Object.entries(model.parameters).filter(([, variable]) => variable.trainable));
  const l2 = penalty && coefficientsOf(penalty, Object.keys(parameters));
  // Clipping is to see the penalty, and so is an optimizer that knows nothing of it.
  const addsPenalty = clip !== undefined || !optimizer.takesL2;
  const carried = createCarriedState(objective, carriesRows);
  const sum = createGradientSum();
  let state = hold(tidy(() => optimizer.init(parameters)));
  return {
    get count() {
      return sum.count;
    },
    learn(batch, context, share = 1) {
      if (batch !== undefined && share > 0) {
        // The gradients are as much smaller as the loss is: that is cheaper than to multiply all of them.
        const loss = (): Scalar => (share === 1 ? carried.loss(batch, context) : mul(carried.loss(batch, context), share));
        sum.add(lossGradients(loss, parameters));
      } else {
        if (batch !== undefined) tidy(() => void carried.loss(batch, context));
        sum.skip();
      }
      carried.accept();
    },
    take: () => sum.take(),
    update({ learningRate, step, learned = sum.take() }) {
      // Where there are no other processes, every batch has added something.
      const mean = learned as LossGradients;
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
          assignVariables(parameters, after.parameters);
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
      return {
        parameters: await storeTensors(Object.entries(model.parameters)),
        optimizer: { name: optimizer.name, state: await storeTensors(flattenTree(state)) },
      };
    },
    storeCarried: async () => carried.lastStep && storeTensors(flattenTree(carried.lastStep)),
    restore(from) {
      if (from.optimizer.name !== optimizer.name) {
        throw new ArgumentError('train', 'from.optimizer.name', from.optimizer.name, `"${optimizer.name}", as in this training`);
      }
      tidy(() => {
        // What does not fit is found before anything is changed.
        const restored = restoreTree('train', 'from.optimizer.state', state, from.optimizer.state);
        const handedOn = from.carried && treeOf('from.carried', from.carried);
        restoreVariables('train', 'from.parameters', model.parameters, from.parameters);
        release(state);
        state = hold(restored);
        if (handedOn) carried.restore(handedOn);
      });
    },
    endEpoch: () => carried.clear(),
    dispose() {
      carried.clear();
      sum.clear();
      release(state);
    },
  };
}
