import { fill, type Tensor1D, tidy } from '@tensorflow/tfjs-core';
import type { ForwardContext } from '@tidegate/core';
import { noiseContrastiveEstimation, type SampledClasses, sampledSoftmaxCrossEntropy, sampleLogUniform } from '@tidegate/ops';
import { UsageError } from '../errors/usage-error.js';
import type { ClassLoss } from '../settings/class-loss-settings.js';

/** The losses that score the right classes and a sample of all others. */
export const sampledLosses = { 'sampled-softmax': sampledSoftmaxCrossEntropy, nce: noiseContrastiveEstimation };

/** @throws UsageError if a loss that samples nothing is told how much to sample */
export function assertSamples({ loss = 'softmax', samples }: { readonly loss?: ClassLoss; readonly samples?: number }): void {
  if (loss !== 'softmax' || samples === undefined) return;
  throw new UsageError('--samples', 'left away unless --loss is sampled-softmax or nce', String(samples));
}

/**
 * How many classes stand for all others in one step.
 *
 * @param known.usual without `--samples`, or all where there are fewer
 * @param known.unit what a class is, in the plural: `tokens`
 * @throws UsageError if `--samples` asks for more than there are
 */
export function sampleCount(
  samples: number | undefined,
  { classes, usual, unit }: { readonly classes: number; readonly usual: number; readonly unit: string },
): number {
  if (samples === undefined) return Math.min(usual, classes);
  if (samples > classes) throw new UsageError('--samples', `at most the ${classes} ${unit} that there are`, String(samples));
  return samples;
}

/**
 * The classes that stand for all others in one step.
 *
 * @param order the classes from the most frequent one to the rarest, if that is not their own order
 */
export function drawClasses(classes: number, count: number, { random }: ForwardContext, order?: Int32Array): SampledClasses {
  const drawn = sampleLogUniform({ classes, count, random: random.split('samples') });
  if (!order) return drawn;
  const ranks = new Int32Array(classes);
  for (const [rank, id] of order.entries()) ranks[id] = rank;
  return {
    ids: drawn.ids.map((rank) => order[rank] as number),
    logExpectedCounts: (ids) => drawn.logExpectedCounts(ids.map((id) => ranks[id] as number)),
  };
}

/**
 * Lets the scores of a new model begin at the logarithm of one share of the classes. Noise-contrastive estimation takes a score for the
 * logarithm of a probability, unlike a softmax, which takes no notice of what all scores have in common: from zeros it would first have to
 * learn that not every class is certain. Mnih and Teh, "A fast and simple algorithm for training neural probabilistic language models",
 * ICML 2012.
 *
 * @param bias of the head, `[classes]`
 */
export function beginScores(bias: (Tensor1D & { assign(values: Tensor1D): void }) | undefined): void {
  tidy(() => bias?.assign(fill(bias.shape, -Math.log(bias.size))));
}
