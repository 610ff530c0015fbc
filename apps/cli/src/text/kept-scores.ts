/** The scores of the last validation, and those of the best one. */
export interface KeptScores<Scores> {
  /** Takes the scores of a validation, and forgets those before it, all but the best. */
  add(step: number, scores: Scores): void;
  /** Those of the validation after a step, if they are kept. */
  at(step: number): Scores | undefined;
}

/** @param bestStep the step after which the best validation so far was, if there was one */
export function keepScores<Scores>(bestStep: () => number | undefined): KeptScores<Scores> {
  const scoresAt = new Map<number, Scores>();
  return {
    add(step, scores) {
      const best = bestStep();
      for (const known of scoresAt.keys()) {
        if (known !== best) scoresAt.delete(known);
      }
      scoresAt.set(step, scores);
    },
    at: (step) => scoresAt.get(step),
  };
}
