import { ArgumentError, assertInteger } from '@tidegate/core';
import type { ProcessGroup } from '../process-group/process-group.js';
import { sumOver } from '../process-group/sum-over.js';
import { assertSameLength } from './assert-same-length.js';
import { type ClassScores, classScores, macroF1, share } from './class-scores.js';

/** How well several yes-or-no answers for each example are given, over a whole data set. */
export interface MultiLabelScores {
  /**
   * Counts examples: for each one answer a class, 1 or true for yes, 0 or false for no, example by example: `[examples * classes]`.
   *
   * @throws ArgumentError if the lists are not of one length, not of whole examples, or hold something else; nothing is counted then
   */
  add(predicted: ArrayLike<number | boolean>, actual: ArrayLike<number | boolean>): void;
  /** Adds what the other processes have counted, one that has counted nothing among them; to be called once, when all have counted. */
  sumOver(group: ProcessGroup): Promise<void>;
  readonly examples: number;
  /** The share of the examples of which every answer is right. */
  readonly exactMatch: number;
  /** In the order of the classes. */
  readonly perClass: readonly ClassScores[];
  /** Over all answers of all classes together. */
  readonly micro: ClassScores;
  /** The mean of the F1 of all classes that were predicted or are there at all. */
  readonly macroF1: number;
}

/**
 * Precision, recall and F1 where an example may have several classes, or none.
 *
 * @param classes at least 1
 * @throws ArgumentError if it is not
 */
export function multiLabelScores(classes: number): MultiLabelScores {
  assertInteger('multiLabelScores', 'classes', classes, 1);
  const tallies = Array.from({ length: classes }, () => ({ correct: 0, predicted: 0, actual: 0 }));
  let examples = 0;
  let exact = 0;
  const total = (of: 'correct' | 'predicted' | 'actual'): number => tallies.reduce((sum, tally) => sum + tally[of], 0);

  return {
    add(predicted, actual) {
      assertSameLength('multiLabelScores.add', predicted, actual);
      assertAnswers('predicted', predicted, classes);
      assertAnswers('actual', actual, classes);
      for (let start = 0; start < predicted.length; start += classes) {
        let right = true;
        tallies.forEach((tally, id) => {
          const [said, is] = [Number(predicted[start + id]), Number(actual[start + id])];
          tally.correct += said * is;
          tally.predicted += said;
          tally.actual += is;
          if (said !== is) right = false;
        });
        examples++;
        if (right) exact++;
      }
    },
    async sumOver(group) {
      const own = tallies.flatMap(({ correct, predicted, actual }) => [correct, predicted, actual]);
      const sums: number[] = await sumOver(group, [...own, examples, exact]);
      for (const tally of tallies) [tally.correct, tally.predicted, tally.actual] = sums.splice(0, 3) as [number, number, number];
      [examples, exact] = sums as [number, number];
    },
    get examples() {
      return examples;
    },
    get exactMatch() {
      return share(exact, examples);
    },
    get perClass() {
      return tallies.map(({ correct, predicted, actual }) => classScores(correct, predicted, actual));
    },
    get micro() {
      return classScores(total('correct'), total('predicted'), total('actual'));
    },
    get macroF1() {
      const occurring = tallies.filter(({ predicted, actual }) => predicted + actual > 0);
      return macroF1(occurring.map(({ correct, predicted, actual }) => classScores(correct, predicted, actual)));
    },
  };
}

function assertAnswers(argument: string, answers: ArrayLike<number | boolean>, classes: number): void {
  if (answers.length % classes !== 0) {
    const rule = `a multiple of ${classes}, the number of classes`;
    throw new ArgumentError('multiLabelScores.add', `${argument}.length`, answers.length, rule);
  }
  const place = Array.from(answers, Number).findIndex((answer) => answer !== 0 && answer !== 1);
  if (place >= 0) throw new ArgumentError('multiLabelScores.add', `${argument}[${place}]`, answers[place], '0 or 1');
}
