import { type SavingOnTheWay, savingOnTheWay } from '../model-directory/saving-on-the-way.js';
import { type FinalScores, validationScores } from './final-scores.js';
import type { Reached } from './network-training.js';
import type { Run } from './with-run.js';

/** How a network on text is kept while it learns, if it is. */
export function savingOf<Scores>(
  run: Pick<Run, 'warn'>,
  out: string | undefined,
  write: (reached: Reached<Scores>, found: FinalScores<Scores> | undefined) => Promise<void>,
): SavingOnTheWay<Reached<Scores>> | undefined {
  if (out === undefined) return undefined;
  return savingOnTheWay<Reached<Scores>>({
    directory: out,
    write: (reached) => write(reached, validationScores(reached.scores)),
    warn: run.warn,
  });
}
