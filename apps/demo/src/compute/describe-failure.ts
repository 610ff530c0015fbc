import { shellWords } from '../shell/words.js';

/** What a worker says when what it computes on is gone, in the words of a page; any other reason as it is. */
export function describeFailure(reason: string): string {
  return /GPU device was lost/.test(reason) ? shellWords().lost : reason;
}
