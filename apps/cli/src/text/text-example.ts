import { type Tensor, type Tensor1D, type Tensor2D, tensor1d, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { createRandom, type Model } from '@tidegate/core';
import type { Labels, Vocabulary } from '@tidegate/datasets';
import { counted } from '@tidegate/model-directory/wording';
import { UsageError } from '../errors/usage-error.js';
import { describeLabels } from './describe-parts.js';

/** One text as a batch. */
export type OneText = { readonly ids: Tensor2D; readonly lengths: Tensor1D };

export function oneText(ids: Int32Array): OneText {
  return { ids: tensor2d(ids, [1, ids.length], 'int32'), lengths: tensor1d([ids.length], 'int32') };
}

/** Tokens of a text that are looked at: the gradient at more of them takes minutes. */
const mostTokens = 2000;

/**
 * The beginning of a text that is looked at.
 *
 * @param more tokens behind it that are not steps, but needed
 */
export function beginningOf(tokens: readonly string[], more = 0): { readonly tokens: readonly string[]; readonly leftOut?: number } {
  const most = mostTokens + more;
  return tokens.length <= most ? { tokens } : { tokens: tokens.slice(0, most), leftOut: tokens.length - most };
}

/** @throws UsageError if a text has fewer tokens than a model needs */
export function assertTokens(text: string, tokens: readonly string[], least = 1): void {
  if (tokens.length >= least) return;
  throw new UsageError('TEXT', `a text of at least ${counted(least, 'token')}`, JSON.stringify(text));
}

/** The tokens that a model does not know, each once. */
export function unknownAmong(tokens: readonly string[], vocabulary: Vocabulary): readonly string[] {
  return [...new Set(tokens.filter((token) => vocabulary.idOf(token) === vocabulary.unknownId))];
}

/** What a model says of a batch, as numbers. */
export async function answerOf(model: Pick<Model<OneText>, 'logits'>, batch: OneText): Promise<ArrayLike<number>> {
  const logits: Tensor = tidy(() => model.logits(batch, { training: false, random: createRandom(0) }));
  try {
    return await logits.data();
  } finally {
    logits.dispose();
  }
}

/**
 * The label that is said to be right, or else the one of which the model has the largest logit.
 *
 * @throws UsageError if it is none of the labels
 */
export function rightLabel(
  label: string | undefined,
  labels: Labels,
  logits: ArrayLike<number>,
): { readonly id: number; readonly asks: string } {
  if (label !== undefined) return { id: idOf(label, labels), asks: label };
  const id = labels.names.reduce((best, _, each) => ((logits[each] as number) > (logits[best] as number) ? each : best), 0);
  return { id, asks: `${labels.names[id]}, its own answer` };
}

/** @throws UsageError if it is none of the labels */
export function idOf(label: string, labels: Labels): number {
  const id = labels.names.indexOf(label);
  if (id === -1) throw new UsageError('--label', `one of the model's labels (${describeLabels(labels)})`, JSON.stringify(label));
  return id;
}
