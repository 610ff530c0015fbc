import { ArgumentError, assertInteger } from '@tidegate/core';
import type { ProcessGroup } from '../process-group/process-group.js';
import { sumOver } from '../process-group/sum-over.js';
import { assertSameLength } from './assert-same-length.js';
import { type ClassScores, classScores, macroF1, share } from './class-scores.js';

/** Which class was taken for which, over a whole data set. */
export interface ConfusionMatrix {
  /**
   * Counts examples, or steps, by class ids.
   *
   * @throws ArgumentError if the lists are not of one length, or an id is not from 0 to `classes - 1`; nothing is counted then
   */
  add(predicted: ArrayLike<number>, actual: ArrayLike<number>): void;
  /** Adds what the other processes have counted, one that has counted nothing among them; to be called once, when all have counted. */
  sumOver(group: ProcessGroup): Promise<void>;
  /** `counts[actual][predicted]` */
  readonly counts: readonly (readonly number[])[];
  /** All that was counted. */
  readonly total: number;
  /** The share that is right; 0 of nothing. */
  readonly accuracy: number;
  /** In the order of the ids. */
  readonly perClass: readonly ClassScores[];
  /** The mean of the F1 of all classes that were predicted or are there at all, as scikit-learn's. */
  readonly macroF1: number;
}

/**
 * A confusion matrix: two right out of three, one of class 1 taken for class 0:
 * ```ts
 * const matrix = confusionMatrix(2);
 * matrix.add([0, 0, 1], [0, 1, 1]);
 * matrix.counts; // [[1, 0], [1, 1]]
 * ```
 *
 * @param classes at least 1
 * @throws ArgumentError if it is not
 */
export function confusionMatrix(classes: number): ConfusionMatrix {
  assertInteger('confusionMatrix', 'classes', classes, 1);
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  const count = (actual: number, predicted: number): number => counts[actual]?.[predicted] ?? 0;
  const ids = [...counts.keys()];
  const sumOfIds = (value: (id: number) => number): number => ids.reduce((sum, id) => sum + value(id), 0);
  const actually = (id: number): number => sumOfIds((other) => count(id, other));
  const predictedAs = (id: number): number => sumOfIds((other) => count(other, id));

  const matrix: ConfusionMatrix = {
    add(predicted, actual) {
      assertSameLength('confusionMatrix.add', predicted, actual);
      for (const [argument, list] of Object.entries({ predicted, actual })) {
        const place = Array.from(list).findIndex((id) => !(Number.isInteger(id) && id >= 0 && id < classes));
        if (place >= 0) {
          throw new ArgumentError('confusionMatrix.add', `${argument}[${place}]`, list[place], `a class id from 0 to ${classes - 1}`);
        }
      }
      for (let place = 0; place < predicted.length; place++) {
        const row = counts[actual[place] as number] as number[];
        row[predicted[place] as number] = (row[predicted[place] as number] as number) + 1;
      }
    },
    async sumOver(group) {
      const sums = await sumOver(group, counts.flat());
      for (const row of counts) row.splice(0, classes, ...sums.splice(0, classes));
    },
    counts,
    get total() {
      return sumOfIds(actually);
    },
    get accuracy() {
      return share(
        sumOfIds((id) => count(id, id)),
        matrix.total,
      );
    },
    get perClass() {
      return ids.map((id) => classScores(count(id, id), predictedAs(id), actually(id)));
    },
    get macroF1() {
      const occurring = ids.filter((id) => predictedAs(id) + actually(id) > 0);
      const { perClass } = matrix;
      return macroF1(occurring.map((id) => perClass[id] as ClassScores));
    },
  };
  return matrix;
}
