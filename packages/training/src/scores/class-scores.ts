/** How well one class is recognised. Shares from 0 to 1; one without anything to divide by is 0, as in scikit-learn. */
export type ClassScores = {
  /** Of what was predicted as the class, the share that is of it. */
  readonly precision: number;
  /** Of what is of the class, the share that was predicted so. */
  readonly recall: number;
  /** The harmonic mean of both. */
  readonly f1: number;
  /** How many are of the class. */
  readonly support: number;
};

/** @param correct how many both were predicted and are of the class */
export function classScores(correct: number, predicted: number, actual: number): ClassScores {
  return {
    precision: share(correct, predicted),
    recall: share(correct, actual),
    f1: share(2 * correct, predicted + actual),
    support: actual,
  };
}

export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** The plain mean of the F1 of all classes that occur, in what was predicted or in what is. */
export function macroF1(occurring: readonly ClassScores[]): number {
  return share(
    occurring.reduce((sum, { f1 }) => sum + f1, 0),
    occurring.length,
  );
}
