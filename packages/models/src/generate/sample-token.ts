import { ArgumentError, assertInteger, assertNumber, TidegateError } from '@tidegate/core';

/** How the next token is chosen among all; plain JSON. */
export interface SamplingOptions {
  /** Divides the scores: below 1 the likely becomes likelier, above 1 less so; at 0 the best score always wins. 1 by default. */
  readonly temperature?: number;
  /** Only so many tokens, those with the best scores, can be chosen; all by default. Fan et al., arXiv 1805.04833. */
  readonly topK?: number;
  /**
   * Only the likeliest tokens that have this probability together can be chosen, as few as it takes: the nucleus of Holtzman et al., arXiv
   * 1904.09751. It is measured at the temperature, among what `topK` leaves. Above 0, up to 1, which is the default: all of them.
   */
  readonly topP?: number;
}

/** @throws ArgumentError if a value is out of its range */
export function assertSamplingOptions(caller: string, { temperature = 1, topK = 1, topP = 1 }: SamplingOptions): void {
  assertNumber(caller, 'temperature', temperature, { least: 0 });
  assertInteger(caller, 'topK', topK, 1);
  assertNumber(caller, 'topP', topP, { least: 0, most: 1 });
  if (topP === 0) throw new ArgumentError(caller, 'topP', topP, 'above 0');
}

/**
 * The probability by which each token is chosen. Where scores are equal and not all can stay, those with the lower ids do.
 *
 * @param logits `[vocabularySize]`: a score for each token
 * @throws TidegateError if a score is not a number, or none is finite
 */
export function tokenProbabilities(
  logits: Float32Array,
  { temperature = 1, topK = logits.length, topP = 1 }: SamplingOptions,
): Float64Array {
  const best = highest(logits);
  const probabilities = new Float64Array(logits.length);
  if (temperature === 0) {
    probabilities[logits.indexOf(best)] = 1;
    return probabilities;
  }
  const kept = topK < logits.length ? keepHighest(logits, logits.toSorted(), topK) : undefined;
  for (let id = 0; id < logits.length; id++) {
    if (!kept || kept[id]) probabilities[id] = Math.exp(((logits[id] as number) - best) / temperature);
  }
  normalize(probabilities);
  if (topP < 1) {
    for (const [id, isKept] of nucleus(probabilities, topP).entries()) if (!isKept) probabilities[id] = 0;
    normalize(probabilities);
  }
  return probabilities;
}

/**
 * The token that a uniform number falls on, when the probabilities lie side by side.
 *
 * @param uniform from 0 to below 1
 */
export function sampleToken(probabilities: Float64Array, uniform: number): number {
  let rest = uniform;
  let chosen = -1;
  for (let id = 0; id < probabilities.length; id++) {
    const probability = probabilities[id] as number;
    if (probability === 0) continue;
    // The last of them also takes what rounding leaves over.
    chosen = id;
    rest -= probability;
    if (rest < 0) break;
  }
  return chosen;
}

function highest(logits: Float32Array): number {
  let best = Number.NEGATIVE_INFINITY;
  for (const score of logits) {
    if (Number.isNaN(score) || score === Number.POSITIVE_INFINITY) throw unusable(score);
    if (score > best) best = score;
  }
  if (best === Number.NEGATIVE_INFINITY) throw unusable(best);
  return best;
}

function unusable(score: number): TidegateError {
  return new TidegateError(`generate: the model's scores must be finite to choose by, but the best is ${score}; its weights are of no use`);
}

function normalize(weights: Float64Array): void {
  let total = 0;
  for (const weight of weights) total += weight;
  for (let id = 0; id < weights.length; id++) weights[id] = (weights[id] as number) / total;
}

/**
 * Which are among the `count` highest: 1 or 0 for each.
 *
 * @param ascending the values in order, or as many of the highest as are needed
 */
function keepHighest(values: Float32Array | Float64Array, ascending: Float32Array | Float64Array, count: number): Uint8Array {
  const threshold = ascending[ascending.length - count] as number;
  const kept = new Uint8Array(values.length);
  let room = count;
  for (let id = 0; id < values.length; id++) {
    if ((values[id] as number) <= threshold) continue;
    kept[id] = 1;
    room--;
  }
  for (let id = 0; room > 0; id++) {
    if (values[id] !== threshold) continue;
    kept[id] = 1;
    room--;
  }
  return kept;
}

/** Which of the likeliest tokens it takes to have a probability of `topP` together: 1 or 0 for each. */
function nucleus(probabilities: Float64Array, topP: number): Uint8Array {
  // Those below this have less than `1 - topP` together, so the others are enough, and soon sorted.
  const least = (1 - topP) / probabilities.length;
  const ascending = probabilities.filter((probability) => probability >= least).sort();
  let size = 0;
  for (let together = 0; together < topP && size < ascending.length; size++) together += ascending[ascending.length - 1 - size] as number;
  return keepHighest(probabilities, ascending, size);
}
