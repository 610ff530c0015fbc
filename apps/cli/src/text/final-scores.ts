import { unlessInterrupted } from '../errors/interruption.js';
import type { Trained } from './network-training.js';

/** What a run ends with. */
export interface FinalScores<Scores> {
  readonly scores: Scores;
  readonly measuredOn: 'test' | 'validation';
}

/**
 * The scores of the test data; without such data those of the validation that the weights were chosen by, if anything was validated.
 *
 * @param test measures the network on the test data, if there are any, and throws an Interruption if the user wants to stop
 */
export async function finalScores<Scores>(
  { isInterrupted }: { readonly isInterrupted: boolean },
  { scores }: Pick<Trained<Scores>, 'scores'>,
  test: (() => Promise<Scores>) | undefined,
): Promise<FinalScores<Scores> | undefined> {
  // Whoever interrupts wants an end, not a test.
  const tested = test && !isInterrupted ? await unlessInterrupted(test) : undefined;
  return tested === undefined ? validationScores(scores) : { scores: tested, measuredOn: 'test' };
}

/** What is known of weights that were validated, or not. */
export function validationScores<Scores>(scores: Scores | undefined): FinalScores<Scores> | undefined {
  return scores === undefined ? undefined : { scores, measuredOn: 'validation' };
}
