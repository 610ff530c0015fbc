import { dispose, tidy } from '@tensorflow/tfjs-core';
import { createPause, createRandom, flattenTree, type TensorTree } from '@tidegate/core';
import { languageBatches } from '@tidegate/datasets';
import { loss } from '@tidegate/model-directory/wording';
import type { LanguageModel } from '@tidegate/models';
import { softmaxCrossEntropy } from '@tidegate/ops';
import { Interruption } from '../../errors/interruption.js';

/** How a language model does on a text. */
export interface LanguageScores {
  /** Natural logarithm of the perplexity: the mean cross-entropy of a token, in nats. */
  readonly nats: number;
  readonly perplexity: number;
  readonly tokens: number;
}

/** Rows that a text is read in, side by side: enough to be quick, few enough for each to be long. */
const rows = { tokensEach: 1_000, most: 50 };
const mostTime = 100;
/** Numbers that the scores of a batch may have: 64 MB. */
const mostScores = 2 ** 24;

/** Milliseconds between two turns of the event loop, in which the user may interrupt. */
const pauseInterval = 50;

/**
 * Reads a text from its beginning to its end, with what the model remembers carried on.
 *
 * @param isStopped asked now and then; true ends it
 * @throws Interruption if it is to end before the text does
 */
export async function scoreLanguage(model: LanguageModel, ids: Int32Array, isStopped = () => false): Promise<LanguageScores> {
  const batchSize = Math.min(rows.most, Math.max(1, Math.floor(ids.length / rows.tokensEach)));
  const time = Math.min(mostTime, Math.max(1, Math.floor(mostScores / (batchSize * model.config.vocabularySize))));
  const context = { training: false, random: createRandom(0) };
  const pause = createPause(pauseInterval);
  let state: TensorTree | undefined;
  let sum = 0;
  let tokens = 0;
  try {
    for (const batch of languageBatches(ids, { batchSize, time, order: 'contiguous' })) {
      const read = model.run({ ids: batch.ids, ...(state && { state }) }, context);
      free(state);
      state = read.state;
      const total = tidy(() => softmaxCrossEntropy(read.logits, batch.targets, { reduction: 'sum' }));
      tokens += batch.targets.size;
      dispose([read.logits, batch.ids, batch.targets]);
      sum += (await total.data())[0] as number;
      total.dispose();
      await pause();
      if (isStopped()) throw new Interruption();
    }
  } finally {
    free(state);
  }
  const nats = sum / tokens;
  return { nats, perplexity: Math.exp(nats), tokens };
}

function free(state: TensorTree | undefined): void {
  if (state) dispose(flattenTree(state).map(([, tensor]) => tensor));
}

export function scoreFields({ nats, perplexity, tokens }: LanguageScores) {
  return { loss: nats, nats, perplexity, tokens };
}

export function scoreText({ nats, perplexity }: LanguageScores): string {
  return `${nats.toFixed(4)} nats, perplexity ${loss(perplexity)}`;
}
