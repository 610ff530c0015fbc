import type { TrainingEnd, TrainingSnapshot } from '../snapshots/training-snapshot.js';
import { train } from '../train/train.js';
import type { TrainOptions, TrainResult } from '../train/train-options.js';
import { byRows, dealRows } from './deal-rows.js';
import { type LocalGroup, localGroups } from './local-groups.js';
import { logisticRegression, type ToyBatch, toyBatches } from './logistic-regression.js';
import { toyTraining } from './toy-training.js';

export type Options = Partial<TrainOptions<ToyBatch>>;

/** Trains a fresh model in each process, which leaves the group if it fails; `optionsOf` has what is its own. */
export function together(size: number, optionsOf: (group: LocalGroup) => Options): Promise<PromiseSettledResult<TrainResult>[]> {
  const one = async (group: LocalGroup): Promise<TrainResult> => {
    const model = logisticRegression();
    try {
      return await train(toyTraining(model, { batches: dealRows(toyBatches(10), group), parallel: byRows(group), ...optionsOf(group) }));
    } catch (error) {
      group.leave();
      throw error;
    } finally {
      model.dispose();
    }
  };
  return Promise.allSettled(localGroups(size).map(one));
}

export const reasons = (outcomes: readonly PromiseSettledResult<unknown>[]): Error[] =>
  outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as Error] : []));
export const messages = (outcomes: readonly PromiseSettledResult<unknown>[]): string[] => reasons(outcomes).map(({ message }) => message);

/** Collects snapshots, due where it is told. */
export function keeping(isDue: (step: number) => boolean) {
  const kept: TrainingSnapshot[] = [];
  const ends: (TrainingEnd | undefined)[] = [];
  const save = (snapshot: TrainingSnapshot, end?: TrainingEnd): void => {
    kept.push(snapshot);
    ends.push(end);
  };
  return { kept, ends, isDue, save };
}
