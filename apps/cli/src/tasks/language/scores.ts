import { dispose, tidy } from '@tensorflow/tfjs-core';
import { createPause, createRandom, flattenTree, type TensorTree } from '@tidegate/core';
import { type LanguageBatch, languageBatches } from '@tidegate/datasets';
import { loss } from '@tidegate/model-directory/wording';
import type { LanguageModel } from '@tidegate/models';
import { softmaxCrossEntropy } from '@tidegate/ops';
import { type ProcessGroup, singleProcess, sumOver } from '@tidegate/training';
import { Interruption } from '../../errors/interruption.js';
import { measuredTogether } from '../../text/measured-together.js';

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

/** Who measures, and for how long. */
export interface Measuring {
  /** Asked now and then; true ends it. */
  readonly isStopped?: () => boolean;
  /** By default this process is alone. */
  readonly group?: ProcessGroup | undefined;
}

/**
 * Reads a text from its beginning to its end, with what the model remembers carried on. Several processes read some of its rows each, and
 * all get the scores of all: those of one process, but for the rounding of float32 where it adds up the losses of a batch.
 *
 * @throws Interruption if it is to end before the text does
 */
export async function scoreLanguage(
  model: LanguageModel,
  ids: Int32Array,
  { isStopped = () => false, group = singleProcess }: Measuring = {},
): Promise<LanguageScores> {
  const batchSize = Math.min(rows.most, Math.max(1, Math.floor(ids.length / rows.tokensEach)));
  const time = Math.min(mostTime, Math.max(1, Math.floor(mostScores / (batchSize * model.config.vocabularySize))));
  const own = rowsOf(ids, batchSize, group);
  let sum = 0;
  let tokens = 0;
  await measuredTogether(group, async () => {
    // There may be more processes than rows.
    if (own.batchSize === 0) return;
    for await (const read of lossesOf(model, languageBatches(own.ids, { batchSize: own.batchSize, time, order: 'contiguous' }))) {
      sum += read.loss;
      tokens += read.tokens;
      if (isStopped()) throw new Interruption();
    }
  });
  [sum, tokens] = await sumOver(group, [sum, tokens]);
  const nats = sum / tokens;
  return { nats, perplexity: Math.exp(nats), tokens };
}

/** What a process reads of a text that is read in rows: some of them, which stand one behind the other in the text. */
function rowsOf(ids: Int32Array, batchSize: number, { rank, size }: ProcessGroup): { ids: Int32Array; batchSize: number } {
  const rowLength = Math.floor((ids.length - 1) / batchSize);
  const [begin, end] = [Math.floor((batchSize * rank) / size), Math.floor((batchSize * (rank + 1)) / size)];
  // One more, since the last token of a row is told from, and the next is told.
  return { ids: ids.subarray(begin * rowLength, end * rowLength + 1), batchSize: end - begin };
}

/** The sum of the losses of each batch, in nats, and the tokens that it is over. */
async function* lossesOf(model: LanguageModel, batches: Iterable<LanguageBatch>): AsyncGenerator<{ loss: number; tokens: number }, void> {
  const context = { training: false, random: createRandom(0) };
  const pause = createPause(pauseInterval);
  let state: TensorTree | undefined;
  try {
    for (const batch of batches) {
      const read = model.run({ ids: batch.ids, ...(state && { state }) }, context);
      free(state);
      state = read.state;
      const total = tidy(() => softmaxCrossEntropy(read.logits, batch.targets, { reduction: 'sum' }));
      const tokens = batch.targets.size;
      dispose([read.logits, batch.ids, batch.targets]);
      const loss = (await total.data())[0] as number;
      total.dispose();
      await pause();
      yield { loss, tokens };
    }
  } finally {
    free(state);
  }
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
