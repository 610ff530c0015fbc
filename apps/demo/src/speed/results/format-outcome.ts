import { formatNumber } from '../../language/language.js';
import { type CaseOutcome, type Outcome, ratioOf } from '../timing/outcome.js';
import { speedWords } from '../words.js';

/** Three digits: more would be noise. */
const figure = (value: number): string => formatNumber(value, { maximumSignificantDigits: 3 });

/** How long a step takes, or why that is not known, in a few words. */
export function formatOutcome(outcome: Outcome | undefined): string {
  const words = speedWords();
  switch (outcome?.kind) {
    case 'timed':
      return words.milliseconds(figure(outcome.milliseconds));
    case 'slow':
      return words.slow(outcome.seconds);
    case 'unable':
      return words.unable;
    case 'starting':
      return words.starting;
    default:
      return words.notTimed;
  }
}

/** How many times as long a stock step takes; empty where that is not known. */
export function formatRatio(outcome: CaseOutcome): string {
  const ratio = ratioOf(outcome);
  return ratio ? speedWords().times(formatNumber(ratio.times, { maximumSignificantDigits: 2 }), ratio.isLeast) : '';
}

/** The words of a library as to why it cannot train a network, in those of the page where they are known. */
export function formatReason(reason: string): string {
  const words = speedWords();
  const kernel = /Kernel '(\w+)' not registered/.exec(reason)?.[1];
  if (kernel === undefined) return words.said(reason);
  return kernel === 'UnsortedSegmentSum' ? words.noEmbedding : words.noKernel(kernel);
}
