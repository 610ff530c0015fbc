import { argMax, type Tensor } from '@tensorflow/tfjs-core';
import type { Json, Model } from '@tidegate/core';
import type { EncodedBatch, Labels } from '@tidegate/datasets';
import type { TokenBatch } from '@tidegate/models';
import { realSteps, softmaxCrossEntropy } from '@tidegate/ops';
import { type ClassScores, entityScores, type ProcessGroup, predict, singleProcess, sumOver } from '@tidegate/training';
import { measuredTogether } from '../../text/measured-together.js';

/** How a tagger does on data. */
export interface TaggingScores {
  /** Of whole entities, by the rules of conlleval; absent where the tags are not BIO. */
  readonly entities?: ClassScores & { readonly perType: Readonly<Record<string, ClassScores>> };
  /** The share of the tags that are right. */
  readonly accuracy: number;
  /** Cross-entropy, mean over the tokens. */
  readonly loss: number;
  readonly tokens: number;
  readonly examples: number;
}

/** Whether tags tell of entities: `O`, `B-type` and `I-type`. */
function areEntities({ names }: Labels): boolean {
  return names.every((name) => name === 'O' || /^[BI]-./.test(name)) && names.some((name) => name !== 'O');
}

/**
 * Measures a tagger; several processes do so together, each on its own batches, and all get the scores of all: those of one process with
 * all batches, but that the losses of the batches, in doubles, are added in another order.
 *
 * @param group by default this process is alone
 */
export async function scoreTagger(
  model: Model<TokenBatch, Json>,
  labels: Labels,
  batches: AsyncIterable<EncodedBatch>,
  group: ProcessGroup = singleProcess,
): Promise<TaggingScores> {
  const entities = areEntities(labels) ? entityScores() : undefined;
  const own = { loss: 0, tokens: 0, right: 0, examples: 0 };
  const outputs = {
    ids: (logits: Tensor) => argMax(logits, -1),
    loss: (logits: Tensor, { targets, lengths }: EncodedBatch) =>
      softmaxCrossEntropy(logits, targets, { weights: realSteps(lengths, targets.shape[1] as number), reduction: 'sum' }),
  };
  await measuredTogether(group, async () => {
    for await (const { values, batch } of predict({ model, batches, outputs })) {
      own.loss += values.loss[0] as number;
      const time = batch.targets.shape[1] as number;
      for (const [row, { target }] of batch.examples.entries()) {
        const actual = (target as Int32Array).subarray(0, time);
        const predicted = values.ids.slice(row * time, row * time + actual.length);
        entities?.add(tagsOf(predicted, labels), tagsOf(actual, labels));
        own.examples++;
        own.tokens += actual.length;
        own.right += actual.filter((id, step) => id === predicted[step]).length;
      }
    }
  });
  await entities?.sumOver(group);
  const [loss, tokens, right, examples] = await sumOver(group, [own.loss, own.tokens, own.right, own.examples]);
  const each = (sum: number): number => sum / Math.max(1, tokens);
  return { ...(entities && { entities: summaryOf(entities) }), accuracy: each(right), loss: each(loss), tokens, examples };
}

function tagsOf(ids: ArrayLike<number>, { names }: Labels): string[] {
  return Array.from(ids, (id) => names[id] as string);
}

/** The figures as they are now: the counter computes them anew each time. */
function summaryOf({ precision, recall, f1, support, perType }: ReturnType<typeof entityScores>): NonNullable<TaggingScores['entities']> {
  return { precision, recall, f1, support, perType };
}
